import {html, nothing} from 'lit';
import {Element} from './element.js';
import {scoreLabel, scoreText, shortName} from './format.js';
import {layOut, neighbour, visible} from './justified.js';

const GAP = 8;

/// Pictures in justified rows. Only those near the window are in the document, so that ten thousand
/// scroll as smoothly as ten. Says `more` when the end comes near, `open` with an index.
export class PictureGrid extends Element {
  static properties = {
    pictures: {attribute: false},
    thumbnail: {attribute: false},
    label: {},
    hasScores: {type: Boolean},
    rows: {state: true},
    from: {state: true},
    to: {state: true},
    active: {state: true},
  };

  constructor() {
    super();
    this.pictures = [];
    this.rows = [];
    this.active = 0;
    this.from = 0;
    this.to = 0;
    this.laidOut = 0;
    this.width = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look = () => this.updateWindow();
    addEventListener('scroll', this.look, {passive: true});
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('scroll', this.look);
    this.resized.disconnect();
  }

  resize() {
    if (this.clientWidth !== this.width) {
      this.width = this.clientWidth;
      this.rows = [];
      this.laidOut = 0;
      this.arrange();
    }
  }

  willUpdate(changed) {
    if (changed.has('pictures')) {
      const former = changed.get('pictures') ?? [];
      const goesOn = former.length && former.every((each, i) => each === this.pictures[i]);
      if (!goesOn) {
        this.rows = [];
        this.laidOut = 0;
        this.active = 0;
      }
      this.arrange();
    }
  }

  get wantedHeight() {
    return this.width < 560 ? 128 : this.width < 1000 ? 184 : 216;
  }

  /// Lays out what is new; the last row of before may not have been full.
  arrange() {
    if (!this.width) {
      return;
    }
    const last = this.rows.at(-1);
    const kept = last && this.laidOut < this.pictures.length ? this.rows.slice(0, -1) : this.rows;
    const from = kept.length ? kept.at(-1).first + kept.at(-1).widths.length : 0;
    const top = kept.length ? kept.at(-1).top + kept.at(-1).height + GAP : 0;
    const more = layOut(this.pictures, from, top, this.width, this.wantedHeight, GAP);
    this.rows = [...kept, ...more];
    this.laidOut = this.pictures.length;
    this.updateWindow();
  }

  get height() {
    const last = this.rows.at(-1);
    return last ? last.top + last.height : 0;
  }

  updateWindow() {
    const top = -this.getBoundingClientRect().top;
    const [from, to] = visible(this.rows, top - innerHeight, top + 2 * innerHeight);
    this.from = from;
    this.to = to;
    if (this.pictures.length && this.height - top < 3 * innerHeight) {
      this.say('more');
    }
  }

  move(event) {
    const steps = {ArrowRight: 1, ArrowLeft: -1};
    let next = this.active;
    if (event.key in steps) {
      next += steps[event.key];
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      next = neighbour(this.rows, this.active, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Home') {
      next = 0;
    } else if (event.key === 'End') {
      next = this.pictures.length - 1;
    } else {
      return;
    }
    event.preventDefault();
    this.focusOn(Math.min(this.pictures.length - 1, Math.max(0, next)));
  }

  /// Scrolls a picture into view and gives it the focus.
  async focusOn(index) {
    this.active = index;
    const row = this.rows.find((each) => index < each.first + each.widths.length);
    const top = this.getBoundingClientRect().top + row.top;
    if (top < 140 || top + row.height > innerHeight - 80) {
      scrollBy({top: top - innerHeight / 3, behavior: 'instant'});
      this.updateWindow();
    }
    await this.updateComplete;
    this.querySelector(`[data-index="${index}"]`)?.focus({preventScroll: true});
  }

  tile(index, width, height, top, left) {
    const picture = this.pictures[index];
    const side = Math.max(width, height) * devicePixelRatio > 400 ? 720 : 360;
    const name = shortName(picture.id);
    const score = this.hasScores ? scoreText(picture) : '';
    return html`<li class="tile" .style=${`left:${left}px;top:${top}px;width:${width}px;height:${height}px`}
        aria-setsize=${this.pictures.length} aria-posinset=${index + 1}>
      <button type="button" data-index=${index} tabindex=${index === this.active ? 0 : -1}
          @click=${() => this.open(index)} @focus=${() => (this.active = index)}
          aria-label=${score ? `${name}, ${scoreLabel(picture)}` : name}>
        <img src=${this.thumbnail(picture.id, side)} alt="" decoding="async" draggable="false"
            @load=${(e) => e.target.classList.add('is-there')}
            @error=${(e) => e.target.closest('button').classList.add('is-lost')}>
        <span class="tile-text"><span class="tile-name">${name}</span></span>
        ${score ? html`<span class="score">${score}</span>` : nothing}
      </button>
    </li>`;
  }

  open(index) {
    this.active = index;
    this.say('open', index);
  }

  render() {
    const tiles = [];
    for (const row of this.rows.slice(this.from, this.to)) {
      let left = 0;
      row.widths.forEach((width, i) => {
        if (row.first + i < this.pictures.length) {
          tiles.push(this.tile(row.first + i, width, row.height, row.top, left));
        }
        left += width + GAP;
      });
    }
    return html`<ul class="tiles" aria-label=${this.label} .style=${`height:${this.height}px`}
        @keydown=${this.move}>${tiles}</ul>`;
  }
}
customElements.define('picture-grid', PictureGrid);
