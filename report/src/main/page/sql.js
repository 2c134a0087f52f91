// SQL set for reading.

/** A word that begins a line, with the white space before it; what is quoted, a comment or a bracket is found to be passed over. */
const CLAUSE =
  /'[^']*'?|"[^"]*"?|\x60[^\x60]*\x60?|--[^\n]*|\/\*[^]*?(?:\*\/|$)|[()]|(?<!\s)\s+(?:((?:(?:NATURAL|LEFT|RIGHT|FULL|INNER|OUTER|CROSS) ){0,3}JOIN|FROM|WHERE|GROUP BY|HAVING|ORDER BY|LIMIT|OFFSET|UNION|INTERSECT|EXCEPT|VALUES|SET|RETURNING)|(AND|OR|ON))\b/gi;

/**
 * A statement with its clauses on lines of their own; nothing but white space is changed, and nothing at all where it has
 * lines already.
 */
export function laidOutSql(statement) {
  if (statement.trim().includes('\n')) return statement;
  let depth = 0;
  return statement.replace(CLAUSE, (found, clause, condition) => {
    if (found === '(') depth++;
    if (found === ')') depth--;
    if (depth !== 0) return found;
    return clause ? '\n' + clause : condition ? '\n  ' + condition : found;
  });
}
