// Large photos are made small before they travel, which also leaves their place and camera behind.
ensemble.drawn = (bitmap, longest) => {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { className: "tray__view", width, height });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(bitmap, 0, 0, width, height);
  return canvas;
};
ensemble.light = async (file, bitmap) => {
  if (file.size < 2e6 && Math.max(bitmap.width, bitmap.height) <= 2400) return file;
  const blob = await new Promise((done) => { ensemble.drawn(bitmap, 1920).toBlob(done, "image/jpeg", 0.88); });
  return blob ? new File([blob], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: blob.type }) : file;
};
