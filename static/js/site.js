// The one script of the site. Each line below is replaced by the file it names, in this order (foundation/assets.py).
"use strict";
// join: vendor/htmx.min.js
// join: vendor/idiomorph-ext.min.js
// join: js/start.js
