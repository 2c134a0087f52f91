// All tests of the pages, in one process for the sake of one browser. See PageInBrowserTest.

import './offline.mjs';
import './injection.mjs';
import './tree.mjs';
import './keyboard.mjs';
import './search.mjs';
import './errors.mjs';
import './links.mjs';
import './views.mjs';
import './exports.mjs';
import './looks.mjs';
import './diff.mjs';
