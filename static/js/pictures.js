// What forms that take pictures load besides site.js.
"use strict";
// join: js/tray.js
