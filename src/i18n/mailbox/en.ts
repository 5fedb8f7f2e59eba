// The mailbox of the demo: mail is kept, and sent nowhere.
export const mailbox = {
  title: 'Demo mailbox',
  about: 'SMTP_URL is not set: mail is kept on this machine and goes nowhere.',
  empty: 'No mail yet. It comes when an item is submitted or returned, or a quota falls due.',
  list: 'Mail, newest first',
  choose: 'Choose a mail to read it.',
  to: 'To',
  at: 'At',
  noSubject: '(no subject)',
  html: 'Mail as HTML',
  text: 'Mail as text',
  more: 'Only the newest {{count}} are shown.',
}
