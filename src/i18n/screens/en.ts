// What all screens that Loa adds have in common.
export const screens = {
  home: 'My work',
  board: 'Board',
  calendar: 'Calendar',
  inbox: 'To approve',
  nav: 'Working screens',
  refused: 'This screen is not for your role.',
  refusedHelp: 'If you need it, ask an administrator to look at the role of your account.',
}
