// Rules for the JavaScript of the project. PageSourcesTest in report runs them with what peers/install.sh has installed.
// CommonJS, for `require` looks where NODE_PATH says.
const js = require('@eslint/js');
const globals = require('globals');

// What a forgotten import would silently be instead.
const easilyMistaken = [
  'close closed event external find focus frames length menubar name open opener',
  'origin parent print screen scroll self status stop toolbar top',
].flatMap((names) => names.split(' '));

const markup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment', 'srcdoc'];

module.exports = [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-shadow': 'error',
      'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
      'no-useless-return': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['report/src/main/page/**/*.js'],
    languageOptions: { ecmaVersion: 2022, globals: globals.browser },
    rules: {
      'no-console': 'error',
      'no-alert': 'error',
      'no-restricted-globals': ['error', ...easilyMistaken],
      // Text of a trace goes into the page as text.
      'no-restricted-properties': [
        'error',
        ...markup.map((property) => ({ property })),
        { object: 'document', property: 'write' },
        { object: 'document', property: 'writeln' },
      ],
    },
  },
  {
    files: ['report/src/test/page/**/*.js'],
    languageOptions: { ecmaVersion: 2022, globals: globals.node },
  },
  {
    // Their functions run in the page now and then.
    files: ['**/*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: globals.node },
  },
];
