/** Refusals of logging in and of requests that nothing honest sends; keys of `errors`. */
export const securityErrors = {
  'too-many-requests': 'Too many attempts. Try again in {{minutes}} minutes.',
  shortPassword: 'A password needs at least {{least}} characters.',
  easyPassword: 'This password is easy to guess. Use a few unrelated words, without your name or e-mail.',
  badAddress: 'The address has characters that are not allowed.',
}
