import {svg, html} from 'lit';

const shapes = {
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  picture: svg`<rect x="3.5" y="5" width="17" height="14" rx="2.5"/><circle cx="9" cy="10" r="1.6"/><path d="m4 17 5-4.5 3.5 3 3-2.5 4.5 4"/>`,
  add: svg`<path d="M12 5v14M5 12h14"/>`,
  map: svg`<circle cx="7" cy="8" r="2"/><circle cx="16" cy="6" r="1.6"/><circle cx="17.5" cy="15" r="2.4"/><circle cx="8.5" cy="17" r="1.6"/><circle cx="12.2" cy="11.5" r="1"/>`,
  copies: svg`<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2.2"/><path d="M15.5 8.5V6.2A2.2 2.2 0 0 0 13.3 4H6.2A2.2 2.2 0 0 0 4 6.2v7.1a2.2 2.2 0 0 0 2.2 2.2h2.3"/>`,
  health: svg`<path d="M3.5 13h4l2-6 4 11 2.5-7 1.2 2h3.3"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  crop: svg`<path d="M7 3v14h14M3 7h14v14"/>`,
  left: svg`<path d="m14.5 5-7 7 7 7"/>`,
  right: svg`<path d="m9.5 5 7 7-7 7"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4"/>`,
  moon: svg`<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z"/>`,
  trash: svg`<path d="M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12"/>`,
  upload: svg`<path d="M12 16V5m-4.5 4L12 4.5 16.5 9M5 19h14"/>`,
};

/// An ornament beside a label; never the label itself.
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
}
