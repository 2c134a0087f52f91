// Elements of the page. Whatever a trace says goes into them as text, never as markup.

/** An element; functions among the attributes become listeners, absent and false ones are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function byTestId(name) {
  return document.querySelector(`[data-testid="${name}"]`);
}

/** Sets or, with null, removes an attribute; touches the element only where something changes. */
export function setAttribute(element, name, value) {
  if (value === null) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

/** A button that stays pressed. */
export function pressed(button) {
  return button.getAttribute('aria-pressed') === 'true';
}
