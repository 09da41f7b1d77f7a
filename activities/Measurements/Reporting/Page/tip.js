
const tip = document.getElementById('tip');
const live = document.getElementById('live');
const hideTip = () => { tip.hidden = true; };
// Beside the point, on the side with more room.
const showTip = (x, y, ...content) => {
  tip.replaceChildren(...content);
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  const left = x + 16 + box.width < innerWidth ? x + 16 : x - 16 - box.width;
  tip.style.left = clamp(left, 6, innerWidth - box.width - 6) + 'px';
  tip.style.top = clamp(y - box.height / 2, 6, innerHeight - box.height - 6) + 'px';
};
const announce = text => { live.textContent = text; };
addEventListener('scroll', hideTip, { passive: true, capture: true });
addEventListener('keydown', event => { if (event.key === 'Escape') hideTip(); });
