import {html, nothing} from 'lit';
import * as api from './api.js';
import {Element} from './element.js';

/// Asks for a key. Says `signed-in`.
export class SignIn extends Element {
  static properties = {problem: {state: true}};

  async submit(event) {
    event.preventDefault();
    const field = this.querySelector('input');
    try {
      await api.signIn(field.value.trim());
      this.say('signed-in');
    } catch (failure) {
      this.problem = failure.message;
      field.select();
    }
  }

  render() {
    return html`<form class="sign-in panel" @submit=${this.submit}>
      <h1>Sign in</h1>
      <label>Key<input type="password" autocomplete="current-password" required
          aria-describedby="key-help" aria-invalid=${Boolean(this.problem)}></label>
      <p id="key-help" class="quiet">Whoever runs this server makes keys with: eidetic key add NAME</p>
      ${this.problem ? html`<p class="notice is-problem" role="alert">${this.problem}</p>` : nothing}
      <button class="button is-primary">Sign in</button>
    </form>`;
  }
}
customElements.define('sign-in', SignIn);
