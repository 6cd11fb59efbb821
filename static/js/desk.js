// What staff desks load besides site.js.
"use strict";
// join: vendor/idiomorph-ext.min.js
// join: js/desk-keys.js
// join: js/triage.js
// join: js/sheet.js
// join: js/claims.js
// join: js/pick.js
