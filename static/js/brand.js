// What only the brand page needs.
"use strict";
// join: js/look.js
