// The session that ended while something was done. Apart, since the browser says this itself and asks no server.
export const session = {
  over: 'Your session is over, so nothing was done. Open this page in another tab, log in, and do it again here; what is on the screen stays.',
}
