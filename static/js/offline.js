// What the offline page needs: no script of the site, only its drafts.
"use strict";
// join: js/away.js
