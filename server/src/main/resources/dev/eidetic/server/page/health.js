import {html, nothing} from 'lit';
import * as api from './api.js';
import {Element} from './element.js';
import {bytes, duration, millis, number, several, title} from './format.js';

const NAMES = {
  request: 'Search, all of it',
  decode: 'Decode a picture',
  encode: 'Encode it',
  search: 'Find its neighbours',
  thumbnail: 'Make a thumbnail',
  commit: 'Save to disk',
};

/// How server and collection fare; asks again every few seconds.
export class HealthView extends Element {
  static properties = {
    summary: {attribute: false},
    status: {state: true},
    problem: {state: true},
  };

  connectedCallback() {
    super.connectedCallback();
    this.ask();
    this.timer = setInterval(() => document.hidden || this.ask(), 3000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async ask() {
    try {
      this.status = await api.status();
      this.problem = undefined;
    } catch (failure) {
      this.problem = failure.message;
    }
  }

  figure(label, value, note) {
    return html`<div class="figure"><dt>${label}</dt><dd><span class="figure-value">${value}</span>${note ? html`<span class="quiet">${note}</span>` : nothing}</dd></div>`;
  }

  latencies() {
    const rows = Object.entries(this.status.latencyMillis).filter(([, each]) => each.count > 0);
    if (!rows.length) {
      return html`<p class="quiet">Nothing was searched yet.</p>`;
    }
    return html`<div class="table-box" tabindex="0" role="region" aria-label="Latencies"><table>
      <thead><tr><th scope="col">Work</th><th scope="col">Times</th><th scope="col">Median</th><th scope="col">95 %</th><th scope="col">99 %</th></tr></thead>
      <tbody>${rows.map(
        ([name, each]) => html`<tr><th scope="row">${NAMES[name] ?? title(name)}</th><td>${number(each.count)}</td>
          <td>${millis(each.p50)}</td><td>${millis(each.p95)}</td><td>${millis(each.p99)}</td></tr>`,
      )}</tbody></table></div>`;
  }

  /// What shadow checks say; nothing before the first one.
  recall(name) {
    const {checks, recall, least, most} = this.status?.recall[name] ?? {};
    const share = (value) => `${(100 * value).toFixed(1)} %`;
    return checks
      ? this.figure('Recall', share(recall), `${share(least)} to ${share(most)}, by ${several(checks, 'check')}`)
      : nothing;
  }

  collection() {
    const {name, items, bytes: size, space, fields, quarantine, created} = this.summary;
    const refused = Object.values(quarantine).reduce((sum, count) => sum + count, 0);
    return html`<section><h2>Collection ${name}</h2>
      <dl class="figures">
        ${this.figure('Pictures', number(items), `since ${new Date(created).toISOString().slice(0, 10)}`)}
        ${this.figure('On disk', bytes(size))}
        ${this.figure('Model', space.name, `${space.dimension} numbers each`)}
        ${this.figure('Fields', number(fields.length))}
        ${this.recall(name)}
        ${this.figure('In quarantine', number(refused), Object.entries(quarantine).map(([reason, count]) => `${count} ${reason}`).join(', '))}
      </dl></section>`;
  }

  server() {
    const {memory, load, uptimeSeconds, java} = this.status;
    return html`<section><h2>Server</h2>
      <dl class="figures">
        ${this.figure('Up for', duration(uptimeSeconds), `Java ${java}`)}
        ${this.figure('Memory', bytes(memory.heapUsedBytes), `of ${bytes(memory.heapMaxBytes)}`)}
        ${this.figure('Load', memory.loadAverage.toFixed(2), `${memory.cores} cores`)}
        ${this.figure('Working', number(load.running), `${load.waiting} of ${load.queue} waiting`)}
        ${this.figure('Jobs', number(load.jobs))}
      </dl></section>
      <section><h2>Latency</h2>${this.latencies()}</section>`;
  }

  render() {
    return html`<div class="column">
      <h1>Health</h1>
      ${this.problem ? html`<p class="notice is-problem" role="alert">${this.problem}</p>` : nothing}
      ${this.summary ? this.collection() : nothing}
      ${this.status ? this.server() : nothing}
    </div>`;
  }
}
customElements.define('health-view', HealthView);
