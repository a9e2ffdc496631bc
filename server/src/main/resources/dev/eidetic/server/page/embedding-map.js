import {html, nothing} from 'lit';
import {Element} from './element.js';
import {facetFields} from './facets.js';
import {number, shortName, title} from './format.js';

const COLOURS = 8;
const NEAR = 14;

/// A collection on a plane: what looks alike lies close. Drag to move, wheel or + and - to zoom; a
/// click opens what looks like the picture.
export class EmbeddingMap extends Element {
  static properties = {
    collection: {attribute: false},
    summary: {attribute: false},
    field: {state: true},
    points: {state: true},
    total: {state: true},
    hovered: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.scale = 1;
    this.offset = [0, 0];
    this.pictures = new Map();
    this.pointers = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.dark = matchMedia('(prefers-color-scheme: dark)');
    this.repaint = () => this.paint();
    this.dark.addEventListener('change', this.repaint);
    addEventListener('themechange', this.repaint);
    this.resized = new ResizeObserver(this.repaint);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.dark.removeEventListener('change', this.repaint);
    removeEventListener('themechange', this.repaint);
    this.resized.disconnect();
  }

  willUpdate(changed) {
    if (changed.has('collection')) {
      this.field = undefined;
    }
    if (changed.has('summary') && this.summary && this.field === undefined) {
      this.field = facetFields(this.summary).find((field) => !field.builtIn)?.name
        ?? facetFields(this.summary).find((field) => field.name === 'folder')?.name ?? '';
    }
    if (this.field !== undefined && (changed.has('field') || changed.has('collection'))) {
      this.load();
    }
  }

  async load() {
    try {
      const {points, total} = await this.collection.map(this.field);
      const counts = Map.groupBy(points, (point) => point.value ?? '');
      this.legend = [...counts].filter(([value]) => value).sort((a, b) => b[1].length - a[1].length)
        .slice(0, COLOURS).map(([value]) => value);
      this.points = points;
      this.total = total;
      this.problem = undefined;
    } catch (failure) {
      this.problem = failure.message;
    }
  }

  updated() {
    const canvas = this.querySelector('canvas');
    if (canvas && this.canvas !== canvas) {
      this.canvas = canvas;
      this.resized.observe(canvas);
      canvas.addEventListener('wheel', (event) => this.wheel(event), {passive: false});
    }
    this.paint();
  }

  /// Where a point lies on the canvas, in CSS pixels.
  place(point) {
    const {clientWidth: width, clientHeight: height} = this.canvas;
    const side = Math.min(width, height) * 0.9;
    return [
      width / 2 + (point.x - 0.5) * side * this.scale + this.offset[0],
      height / 2 + (point.y - 0.5) * side * this.scale + this.offset[1],
    ];
  }

  paint() {
    if (!this.canvas || !this.points) {
      return;
    }
    const {clientWidth: width, clientHeight: height} = this.canvas;
    const dense = devicePixelRatio;
    this.canvas.width = width * dense;
    this.canvas.height = height * dense;
    const ink = this.canvas.getContext('2d');
    ink.scale(dense, dense);
    const colours = Array.from({length: COLOURS}, (_, i) => this.colour(`series-${i + 1}`));
    const other = this.colour('series-other');
    const side = Math.min(64, 16 * this.scale);
    for (const point of this.points) {
      const [x, y] = this.place(point);
      if (x < -side || y < -side || x > width + side || y > height + side) {
        continue;
      }
      const colour = colours[this.legend.indexOf(point.value)] ?? other;
      if (this.scale >= 2.5 && this.drawPicture(ink, point, x, y, side, colour)) {
        continue;
      }
      ink.fillStyle = colour;
      ink.beginPath();
      ink.arc(x, y, point === this.hovered ? 7 : Math.min(6, 3 + this.scale / 2), 0, 7);
      ink.fill();
    }
  }

  /// What the style sheet makes of a class in the present theme; a canvas knows no variables.
  colour(name) {
    const probe = this.querySelector('.probe');
    probe.className = `probe ${name}`;
    return getComputedStyle(probe).backgroundColor;
  }

  /// Draws a thumbnail once it is loaded; only what is in view gets one.
  drawPicture(ink, point, x, y, side, colour) {
    let image = this.pictures.get(point.id);
    if (!image) {
      image = new Image();
      image.src = this.collection.thumbnail(point.id, 90);
      image.addEventListener('load', () => this.soon());
      this.pictures.set(point.id, image);
    }
    if (!image.complete || !image.naturalWidth) {
      return false;
    }
    const scale = side / Math.max(image.naturalWidth, image.naturalHeight);
    const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
    ink.drawImage(image, x - width / 2, y - height / 2, width, height);
    ink.fillStyle = colour;
    ink.fillRect(x - width / 2, y + height / 2, width, 3);
    return true;
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.paint();
    });
  }

  zoom(factor, x = this.canvas.clientWidth / 2, y = this.canvas.clientHeight / 2) {
    const next = Math.min(24, Math.max(1, this.scale * factor));
    const applied = next / this.scale;
    const centre = [this.canvas.clientWidth / 2, this.canvas.clientHeight / 2];
    this.offset = [x, y].map((at, i) => at - centre[i] - (at - centre[i] - this.offset[i]) * applied);
    if (next === 1) {
      this.offset = [0, 0];
    }
    this.scale = next;
    this.soon();
  }

  wheel(event) {
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.offsetX, event.offsetY);
  }

  nearest(event) {
    let best;
    let least = NEAR * NEAR;
    for (const point of this.points ?? []) {
      const [x, y] = this.place(point);
      const distance = (x - event.offsetX) ** 2 + (y - event.offsetY) ** 2;
      if (distance < least) {
        least = distance;
        best = point;
      }
    }
    return best;
  }

  down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    this.moved = 0;
  }

  move(event) {
    const last = this.pointers.get(event.pointerId);
    if (!last) {
      this.hovered = this.nearest(event);
      return;
    }
    const step = [event.offsetX - last[0], event.offsetY - last[1]];
    this.moved += Math.abs(step[0]) + Math.abs(step[1]);
    this.pointers.set(event.pointerId, [event.offsetX, event.offsetY]);
    if (this.pointers.size === 1) {
      this.offset = [this.offset[0] + step[0], this.offset[1] + step[1]];
    } else {
      this.pinch();
    }
    this.soon();
  }

  pinch() {
    const [[x1, y1], [x2, y2]] = [...this.pointers.values()];
    const span = Math.hypot(x1 - x2, y1 - y2);
    if (this.span) {
      this.zoom(span / this.span, (x1 + x2) / 2, (y1 + y2) / 2);
    }
    this.span = span;
  }

  up(event) {
    this.pointers.delete(event.pointerId);
    this.span = undefined;
    if (this.moved < 5) {
      const found = this.nearest(event);
      if (found) {
        this.say('like', found.id);
      }
    }
  }

  key(event) {
    const steps = {ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40]};
    if (event.key in steps) {
      event.preventDefault();
      this.offset = this.offset.map((each, i) => each + steps[event.key][i]);
      this.soon();
    } else if (event.key === '+' || event.key === '=') {
      this.zoom(1.3);
    } else if (event.key === '-') {
      this.zoom(1 / 1.3);
    }
  }

  hint() {
    if (!this.hovered) {
      return nothing;
    }
    const [x, y] = this.place(this.hovered);
    const left = Math.min(x + 16, this.canvas.clientWidth - 190);
    const top = Math.min(y + 16, this.canvas.clientHeight - 180);
    return html`<div class="map-hint" .style=${`left:${left}px;top:${top}px`}>
      <img src=${this.collection.thumbnail(this.hovered.id, 180)} alt=""><span>${shortName(this.hovered.id)}</span>
      ${this.hovered.value ? html`<span class="quiet">${this.hovered.value}</span>` : nothing}</div>`;
  }

  render() {
    const fields = facetFields(this.summary);
    return html`<div class="map-head">
        <div><h1>Map</h1><p class="quiet">${this.points
          ? `${this.points.length < this.total ? `${number(this.points.length)} of ${number(this.total)}` : number(this.total)} pictures; what looks alike lies close.`
          : 'Drawing…'}</p></div>
        <div class="map-tools">
          <label class="select"><span>Colour</span><select @change=${(event) => (this.field = event.target.value)}>
            <option value="">None</option>
            ${fields.map((each) => html`<option value=${each.name} ?selected=${each.name === this.field}>${title(each.name)}</option>`)}
          </select></label>
          <button type="button" class="button" @click=${() => this.zoom(1.5)} aria-label="Zoom in">+</button>
          <button type="button" class="button" @click=${() => this.zoom(1 / 1.5)} aria-label="Zoom out">−</button>
        </div>
      </div>
      ${this.problem ? html`<p class="notice is-problem" role="alert">${this.problem}</p>` : nothing}
      <div class="map-stage">
        <canvas tabindex="0" role="img" aria-label="Map of the pictures. Arrow keys move it, plus and minus zoom."
            @pointerdown=${this.down} @pointermove=${this.move} @pointerup=${this.up}
            @pointercancel=${this.up} @pointerleave=${() => (this.hovered = undefined)} @keydown=${this.key}></canvas>
        ${this.hint()}
        <span class="probe" hidden></span>
      </div>
      ${this.legend?.length
        ? html`<ul class="legend" aria-label="Colours">${this.legend.map(
            (value, i) => html`<li><span class="swatch series-${i + 1}"></span>${value}</li>`,
          )}</ul>`
        : nothing}`;
  }
}
customElements.define('embedding-map', EmbeddingMap);
