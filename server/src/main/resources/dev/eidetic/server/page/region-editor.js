import {html} from 'lit';
import {Element} from './element.js';
import {icon} from './icons.js';
import {boxStyle} from './query-bar.js';

const STEP = 0.02;
const LEAST = 0.04;
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/// A dialog to draw a box on a picture, with the mouse, a finger or the arrow keys. Says `done` with
/// the box or null for all of the picture, `cancel` without a choice.
export class RegionEditor extends Element {
  static properties = {source: {}, box: {attribute: false}};

  constructor() {
    super();
    this.box = [0.2, 0.2, 0.6, 0.6];
  }

  /// Opens on a picture.
  async show(source, box) {
    this.source = source;
    this.box = box ?? [0.2, 0.2, 0.6, 0.6];
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    this.querySelector('.region').focus();
  }

  close(name, detail) {
    this.querySelector('dialog').close();
    this.say(name, detail);
  }

  point(event) {
    const place = this.querySelector('.region-picture').getBoundingClientRect();
    return [
      clamp((event.clientX - place.left) / place.width, 0, 1),
      clamp((event.clientY - place.top) / place.height, 0, 1),
    ];
  }

  begin(event) {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    this.corner = this.point(event);
  }

  drag(event) {
    if (!this.corner) {
      return;
    }
    const [x, y] = this.point(event);
    const [left, top] = [Math.min(x, this.corner[0]), Math.min(y, this.corner[1])];
    this.box = [
      Math.min(left, 1 - LEAST),
      Math.min(top, 1 - LEAST),
      clamp(Math.abs(x - this.corner[0]), LEAST, 1 - Math.min(left, 1 - LEAST)),
      clamp(Math.abs(y - this.corner[1]), LEAST, 1 - Math.min(top, 1 - LEAST)),
    ];
  }

  /// Arrows move the box; with Shift they move its lower right corner.
  key(event) {
    const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    const step = steps[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      this.close('done', this.box);
    }
    if (!step) {
      return;
    }
    event.preventDefault();
    const [x, y, width, height] = this.box;
    this.box = event.shiftKey
      ? [x, y, clamp(width + step[0] * STEP, LEAST, 1 - x), clamp(height + step[1] * STEP, LEAST, 1 - y)]
      : [clamp(x + step[0] * STEP, 0, 1 - width), clamp(y + step[1] * STEP, 0, 1 - height), width, height];
  }

  render() {
    const percent = (share) => Math.round(100 * share);
    const [x, y, width, height] = this.box;
    return html`<dialog class="region-dialog" aria-labelledby="region-title" @cancel=${() => this.say('cancel')}>
      <header class="dialog-head">
        <div><h2 id="region-title">Search by a part</h2>
        <p class="quiet">Draw a box around what counts. Arrow keys move it, with Shift they resize it.</p></div>
        <button type="button" class="icon-button" @click=${() => this.close('cancel')} aria-label="Close">${icon('close')}</button>
      </header>
      <div class="region-stage">
        <div class="region-picture" @pointerdown=${this.begin} @pointermove=${this.drag} @pointerup=${() => (this.corner = undefined)}>
          <img src=${this.source ?? ''} alt="The picture that is searched by" draggable="false">
          <div class="region" tabindex="0" role="group" @keydown=${this.key} .style=${boxStyle(this.box)}
              aria-label="Box: ${percent(width)} by ${percent(height)} percent, from ${percent(x)} percent left and ${percent(y)} percent top"></div>
        </div>
      </div>
      <footer class="dialog-foot">
        <button type="button" class="button" @click=${() => this.close('done', null)}>Whole picture</button>
        <button type="button" class="button is-primary" @click=${() => this.close('done', this.box)}>${icon('search')}Search this part</button>
      </footer>
    </dialog>`;
  }
}
customElements.define('region-editor', RegionEditor);
