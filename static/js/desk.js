// What staff desks load besides site.js.
"use strict";
// join: js/desk-keys.js
// join: js/triage.js
// join: js/sheet.js
