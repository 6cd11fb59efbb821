// The one script of the site. Each line below is replaced by the file it names, in this order (foundation/assets.py).
"use strict";
// join: vendor/htmx.min.js
// join: js/start.js
// join: js/toast.js
// join: js/vote.js
// join: js/draft.js
// join: js/similar.js
// join: js/title.js
// join: js/talk.js
// join: js/more.js
// join: js/unsent.js
// join: js/forms.js
// join: js/menu.js
// join: js/banner.js
// join: js/files.js
// join: js/page.js
// join: js/way.js
// join: js/keys.js
// join: js/ago.js
// join: js/numbers.js
// join: js/live.js
// join: js/keep.js
