// The worker of the site: one page for when the network is away, and what that page is made of. It keeps no other
// page, so nothing of a member is ever in its cache. KEPT stands above (portal/installing.py); a release with other
// files has another version, and the cache of the last one goes.
"use strict";
const CACHE = `offline-${KEPT.version}`;
const PARTS = new Set(KEPT.parts);
const LANGUAGE = "/offline?spoken";
let spoken = "";

const install = async () => {
  const cache = await caches.open(CACHE);
  const pages = Object.values(KEPT.pages).map((url) => new Request(url, { credentials: "omit", cache: "no-cache" }));
  await cache.addAll([...KEPT.parts, ...pages]);
  await skipWaiting();
};

const activate = async () => {
  for (const name of await caches.keys()) {
    if (name !== CACHE && name.startsWith("offline-")) await caches.delete(name);
  }
  await registration.navigationPreload?.enable();
  await clients.claim();
};

// The page for the reader's language, which the last page told.
const remember = async (language) => {
  if (!(language in KEPT.pages) || language === spoken) return;
  spoken = language;
  await (await caches.open(CACHE)).put(LANGUAGE, new Response(language));
};
const page = async () => {
  const cache = await caches.open(CACHE);
  const told = spoken || (await (await cache.match(LANGUAGE))?.text()) || navigator.language.slice(0, 2);
  return (await cache.match(KEPT.pages[told] ?? KEPT.pages.en)) ?? Response.error();
};

const visit = async (event) => {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    event.waitUntil(remember(answer.headers.get("content-language")));
    return answer;
  } catch {
    return page();
  }
};
const part = async (request) => (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  // Forms with files go their own way: some browsers lose a file that passes through a worker.
  const files = request.headers.get("content-type")?.startsWith("multipart/");
  if (request.mode === "navigate" && !files) event.respondWith(visit(event));
  else if (request.method === "GET" && PARTS.has(new URL(request.url).pathname)) event.respondWith(part(request));
});
