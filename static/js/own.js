// The script of the way in and of one's own pages, after site.js.
"use strict";
// join: js/entry.js
