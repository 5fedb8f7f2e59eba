import type { channelErrors as errorsInVi, channelWords as wordsInVi } from './vi.ts'

const days = {
  days: 'Days',
  daysHelp: 'For how many days an item runs that names no last day.',
}

export const channelWords: typeof wordsInVi = {
  channelHelp: {
    loudspeaker: 'Left empty, the station reads the text of the item.',
    screen: 'Left empty, screens show the cover; without a cover, the title.',
  },
  channelSettings: { loudspeaker: 'Station', screen: 'Screen' },
  loudspeaker: {
    script: 'Script',
    scriptHelp: 'Written to be read out: short sentences, numbers that an announcer reads at first sight.',
    readingTime: 'Reading time',
    readingTimeIs: 'Takes about {{time}} to read ({{syllables}} syllables, {{pace}} a minute).',
    readingTimeNone: 'No script yet: the station reads the text of the item.',
    audio: 'Recording',
    audioHelp:
      'MP3, WAV, M4A or OGG. Where there is one, the station plays it, and the script is for reference.',
    times: 'Hours',
    timesHelp:
      'For example 05:30 17:00. Left empty, those of the station. Urgent items do not wait for an hour.',
    repeats: 'Times each hour',
    startsOn: 'From',
    endsOn: 'To, included',
  },
  station: {
    times: 'Hours of the station',
    timesHelp: 'Empty: 05:30 and 17:00.',
    syllablesAMinute: 'Pace',
    syllablesAMinuteHelp: 'Syllables a minute. Empty: 200.',
    ...days,
  },
  screen: {
    visual: 'Picture or clip for screens',
    visualHelp: 'Pictures are cut to the shape of each screen, about their focal point.',
    caption: 'Caption',
    captionHelp: 'Shown where there is no picture or clip. Empty: the title of the item.',
    textHeight: 'Smallest text in the picture',
    textHeightHelp: 'In pixels of the picture as it was uploaded; tells whether it can be read from afar.',
    seconds: 'Shown for (seconds)',
    secondsHelp: 'Pictures and captions. Empty: as the screen does.',
    startsAt: 'Shown from',
    endsAt: 'Until',
  },
  screenOutlet: {
    profile: 'Shape of the screen',
    profileHelp: 'Empty: 1920 × 1080.',
    profileOptions: {
      'wide-1920x1080': 'Wide 1920 × 1080 (16:9)',
      'tall-1080x1920': 'Upright 1080 × 1920 (9:16)',
      'double-1024x512': 'Wide 1024 × 512 (2:1)',
      'banner-1024x256': 'Banner, welcome gate 1024 × 256 (4:1)',
    },
    minTextHeight: 'Smallest text (pixels)',
    minTextHeightHelp: 'Who passes by cannot read anything lower. Empty: a fifteenth of the short side.',
    stillSeconds: 'A picture is shown for (seconds)',
    stillSecondsHelp: 'Empty: 10.',
    clipSeconds: 'Longest clip (seconds)',
    clipSecondsHelp: 'Empty: 60.',
    ...days,
  },
}

export const channelErrors: typeof errorsInVi = {
  timeOfDay: 'Write the hours like 05:30 17:00.',
  audioRequired: 'The recording must be a sound file.',
  scriptRequired: 'The bulletin has no script, text or recording.',
  bulletinTooLong: '{{outlet}}: the bulletin takes about {{minutes}} minutes; at most {{most}}.',
  visualRequired: 'Screens show pictures and clips only.',
  captionTooLong:
    '{{outlet}}: the caption has {{letters}} letters; the screen has room for {{most}} that can be read.',
  clipTooLong: '{{outlet}}: the clip takes {{seconds}} seconds; at most {{most}}.',
  textTooSmall: '{{outlet}}: the text is {{height}} pixels high; it takes {{least}} to be read.',
  altRequired: '“{{file}}”: say what the picture shows, for those who cannot see it.',
  unknownFile: 'Pictures as JPEG, PNG, WebP; sound as MP3, WAV, M4A, OGG; clips as MP4, WebM; PDF files.',
  brokenFile: 'The file is broken or was cut off. Export it again and upload it once more.',
  fileTooLarge: 'The file is too large; at most {{megabytes}} MB.',
  fileTooLong: 'The file is too long; at most {{minutes}} minutes.',
  fileIsShown: 'A published item shows this file, so it stays as it is. Upload a new file instead.',
}
