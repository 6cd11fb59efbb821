// What pages where one writes load besides site.js: advice on the text, and the pictures that go with it.
"use strict";
// join: js/advice.js
// join: js/photos.js
// join: js/sending.js
// join: js/tray.js
