// What stands on the covers, each in the picture of 1600 × 900.
import {
  around,
  birds,
  box,
  type Colours,
  circle,
  far,
  fill,
  hills,
  house,
  middle,
  type Point,
  path,
  pin,
  ridge,
  shadow,
  stars,
  stroke,
  sun,
  tick,
  tree,
  waves,
} from './shapes.ts'

/** What can stand in the foreground of a picture. */
export const motifs = [
  'tea',
  'highland',
  'antenna',
  'hotline',
  'phone',
  'road',
  'classroom',
  'map',
  'servers',
  'identity',
  'screens',
  'bridge',
] as const

export type Motif = (typeof motifs)[number]

export const foregrounds: Record<Motif, (colours: Colours) => string> = {
  tea: (colours) => {
    // Rows bend with the hill and grow towards the eye; round dashes read as clipped bushes.
    const rows = around(9).map((n) => {
      const y = 560 + n * n * 5.2 + n * 12
      const size = 12 + n * 6.5
      const d = `M-60 ${y + 90} C 300 ${y - 70 - n * 4}, 760 ${y - 60}, 1000 ${y + 20} S 1500 ${y + 70}, 1680 ${y - 20}`
      return (
        path(d, stroke(colours.hills[2], size * 1.25)) +
        `<path d="${d}" transform="translate(0 ${-size * 0.16})" ${stroke(n % 2 ? colours.hills[1] : '#74a95f', size)} stroke-dasharray="0 ${size * 0.82}"/>`
      )
    })
    return [
      sun(1180, 250, 88, colours.accent),
      birds(colours.hills[2]),
      ridge({ y: 400, rise: 90, turn: 0.4 }, fill(colours.hills[0], 0.7)),
      ridge({ y: 480, rise: 60, turn: 2.4 }, fill(colours.hills[0])),
      path('M-60 640 C 300 470, 760 480, 1000 560 S 1500 610, 1680 520 V900 H-60 Z', fill(colours.hills[1])),
      ...rows,
    ].join('')
  },

  highland: (colours) => {
    const look = { roof: colours.accent, wall: colours.light, lamp: '#f4c95d' }
    return [
      sun(360, 210, 70, colours.light),
      birds(colours.hills[2]),
      ridge({ y: 360, rise: 130, turn: 1.1 }, fill(colours.hills[0], 0.45)),
      ridge({ y: 460, rise: 110, turn: 3 }, fill(colours.hills[0])),
      '<rect y="330" width="1600" height="260" fill="url(#glow)"/>',
      ridge({ y: 590, rise: 70, turn: 5.2 }, fill(colours.hills[1])),
      ...around(9).map((n) =>
        tree(90 + n * 178, 640 + ((n * 53) % 60), 50 + ((n * 31) % 26), colours.hills[2]),
      ),
      house(520, 690, 1, look),
      house(1130, 660, 0.8, look),
      house(770, 730, 1.35, look),
      ridge({ y: 790, rise: 36, turn: 2.6 }, fill(colours.hills[2])),
      path('M770 728 C 740 800 900 830 860 910', stroke(colours.light, 22, 0.75)),
    ].join('')
  },

  antenna: (colours) => {
    const [x, top, foot] = [1000, 230, 650]
    const bars = around(7).map((n) => {
      const y = top + 70 + n * 52
      const half = (at: number) => 14 + ((at - top) / (foot - top)) * 62
      return path(
        `M${x - half(y)} ${y} L${x + half(y + 52)} ${y + 52} M${x + half(y)} ${y} L${x - half(y + 52)} ${y + 52} M${x - half(y)} ${y} H${x + half(y)}`,
        stroke(colours.light, 5),
      )
    })
    return [
      stars(colours.light),
      ridge(far, fill(colours.hills[0])),
      waves({ x, y: top, from: 80, step: 76, count: 5, colour: colours.accent }),
      path(
        `M${x - 14} ${top} L${x - 78} ${foot + 20} M${x + 14} ${top} L${x + 78} ${foot + 20} M${x} ${top - 60} V${top + 80}`,
        stroke(colours.light, 9),
      ),
      ...bars,
      circle(x, top - 8, 22, fill(colours.accent)),
      ridge({ y: 640, rise: 60, turn: 2.9 }, fill(colours.hills[1])),
      ...[180, 320, 430, 640].map((at, n) =>
        house(at, 735 - n * 12, 0.62, { roof: colours.hills[2], wall: '#4b5388', lamp: colours.accent }),
      ),
      ridge({ y: 780, rise: 40, turn: 4.6 }, fill(colours.hills[2])),
    ].join('')
  },

  hotline: (colours) => {
    const bubble = (x: number, y: number, w: number, h: number, flip: boolean, paint: string) =>
      box(x, y, w, h, 44, paint) +
      path(
        flip ? `M${x + w - 110} ${y + h - 4} l70 62 l-8 -84 Z` : `M${x + 110} ${y + h - 4} l-70 62 l8 -84 Z`,
        paint,
      )
    const lines = (x: number, y: number, widths: number[], colour: string) =>
      widths.map((w, n) => box(x, y + n * 44, w, 20, 10, fill(colour))).join('')
    return [
      ...[520, 430, 340].map((r, n) => circle(800, 430, r, fill(colours.light, 0.06 + n * 0.03))),
      ridge({ y: 720, rise: 50, turn: 0.4 }, fill(colours.hills[0])),
      ridge({ y: 800, rise: 40, turn: 2.2 }, fill(colours.hills[1])),
      bubble(170, 180, 380, 210, false, fill(colours.light)),
      lines(220, 228, [280, 220, 140], colours.hills[0]),
      bubble(1060, 270, 370, 190, true, fill(colours.accent)),
      tick(1240, 365, 3.4, colours.light),
      path('M580 480 V420 A220 220 0 0 1 1020 420 V480', stroke(colours.light, 36)),
      box(535, 440, 104, 176, 46, fill(colours.hills[2])),
      box(961, 440, 104, 176, 46, fill(colours.hills[2])),
      box(612, 452, 40, 152, 20, fill(colours.accent)),
      box(948, 452, 40, 152, 20, fill(colours.accent)),
      path('M1014 610 C 1010 720 930 742 846 742', stroke(colours.light, 20)),
      box(760, 714, 104, 56, 28, fill(colours.accent)),
    ].join('')
  },

  phone: (colours) => {
    const row = (n: number) => {
      const y = 262 + n * 122
      return [
        box(652, y, 296, 100, 22, fill(n === 1 ? colours.accent : colours.hills[0], n === 1 ? 1 : 0.4)),
        circle(704, y + 50, 28, fill(n === 1 ? colours.light : colours.hills[2])),
        tick(702, y + 52, 1.5, n === 1 ? colours.accent : colours.light),
        box(752, y + 28, 160, 16, 8, fill(n === 1 ? colours.light : colours.hills[2], 0.9)),
        box(752, y + 58, 104, 14, 7, fill(n === 1 ? colours.light : colours.hills[2], 0.5)),
      ].join('')
    }
    const paper = (x: number, y: number, turn: number) =>
      `<g transform="translate(${x} ${y}) rotate(${turn})">${[
        shadow(-95, -125, 190, 250, 14),
        box(-95, -125, 190, 250, 14, fill(colours.light)),
        ...around(5).map((n) =>
          box(-64, -82 + n * 38, n === 4 ? 70 : 128, 14, 7, fill(colours.hills[0], 0.7)),
        ),
        circle(48, 78, 26, fill(colours.accent, 0.85)),
      ].join('')}</g>`
    return [
      sun(1270, 220, 76, colours.accent),
      hills(colours),
      paper(360, 420, -12),
      paper(1240, 480, 10),
      path(
        'M480 400 C 530 360 560 360 596 380',
        `${stroke(colours.hills[2], 7, 0.8)} stroke-dasharray="4 20"`,
      ),
      path(
        'M1010 420 C 1060 400 1090 410 1126 440',
        `${stroke(colours.hills[2], 7, 0.8)} stroke-dasharray="4 20"`,
      ),
      shadow(610, 110, 380, 700, 56),
      box(610, 110, 380, 700, 56, fill('#20304a')),
      box(630, 132, 340, 656, 38, fill(colours.light)),
      box(740, 148, 120, 18, 9, fill('#20304a')),
      box(652, 196, 190, 26, 13, fill(colours.hills[2])),
      around(4).map(row).join(''),
    ].join('')
  },

  road: (colours) =>
    [
      sun(420, 260, 78, colours.accent),
      hills(colours),
      path(
        'M620 900 C 760 760 860 700 800 610 C 780 580 820 560 850 548 L866 548 C 880 570 900 600 950 640 C 1060 720 1200 800 1300 900 Z',
        fill('#4a5560'),
      ),
      path(
        'M965 890 C 930 800 900 720 880 650 C 868 610 858 580 858 556',
        `${stroke(colours.light, 10, 0.95)} stroke-dasharray="44 34"`,
      ),
      ...around(6).map((n) =>
        tree(140 + n * 82, 780 + ((n * 41) % 70), 62 + ((n * 17) % 30), n % 2 ? '#2f5d4a' : '#376b55'),
      ),
      box(1236, 210, 18, 560, 8, fill('#33414d')),
      path('M1245 226 C 1200 200 1130 200 1080 214', stroke('#33414d', 16)),
      path('M1060 226 L700 600 L1130 640 Z', fill(colours.light, 0.22)),
      `<g transform="translate(1060 226) rotate(28)">${box(-64, -34, 138, 68, 18, fill(colours.light))}${box(-86, -24, 30, 48, 10, fill('#33414d'))}${circle(-72, 0, 14, fill(colours.accent))}${box(40, -34, 34, 68, 14, fill(colours.accent))}</g>`,
      box(1206, 756, 78, 26, 8, fill('#33414d')),
      ...[
        [760, 812, '#f4c95d'],
        [1010, 726, colours.accent],
      ].map(([x, y, colour]) => {
        const [cx, cy] = [Number(x), Number(y)]
        const s = (cy - 540) / 270
        return `<g transform="translate(${cx} ${cy}) scale(${s.toFixed(2)})">${box(-74, -52, 148, 60, 20, fill(String(colour)))}${path('M-48 -50 L-28 -92 H28 L48 -50 Z', fill(String(colour)))}${path('M-32 -52 L-19 -80 H19 L32 -52 Z', fill('#2b3640'))}${box(-64, 2, 30, 24, 6, fill('#2b3640'))}${box(34, 2, 30, 24, 6, fill('#2b3640'))}</g>`
      }),
    ].join(''),

  classroom: (colours) => {
    const learner = (x: number, s: number, tone: string) =>
      [
        circle(x, 716 - 40 * s, 38 * s, fill(tone)),
        path(
          `M${x - 76 * s} 920 C${x - 78 * s} ${760 - 20 * s} ${x - 40 * s} ${730} ${x} ${730} S${x + 78 * s} ${760 - 20 * s} ${x + 76 * s} 920 Z`,
          fill(tone),
        ),
        box(x + 24 * s, 782, 40 * s, 64 * s, 8, fill(colours.light)),
        circle(x + 44 * s, 812, 62 * s, fill(colours.accent, 0.16)),
      ].join('')
    const pane = (x: number) =>
      [
        box(x, 440, 130, 140, 8, fill(colours.accent)),
        box(x + 61, 440, 8, 140, 0, fill('#7a4b3a')),
        box(x, 506, 130, 8, 0, fill('#7a4b3a')),
      ].join('')
    return [
      stars(colours.light),
      circle(1330, 170, 66, fill(colours.light, 0.95)),
      circle(1302, 152, 60, fill('#2c2f60')),
      ridge(far, fill(colours.hills[0])),
      ridge({ ...middle, y: 600 }, fill(colours.hills[1])),
      circle(800, 520, 440, fill(colours.accent, 0.08)),
      box(430, 396, 740, 330, 6, fill('#a7664a')),
      path('M360 408 L520 260 H1080 L1240 408 Z', fill('#5f3340')),
      path('M360 408 H1240 L1226 392 H374 Z', fill('#8c4a4a')),
      pane(490),
      pane(980),
      box(660, 420, 280, 190, 10, fill('#3b4a3f')),
      box(676, 436, 248, 158, 6, fill('#55705c')),
      path('M706 552 l54 -52 l46 34 l84 -70', stroke(colours.light, 9)),
      circle(890, 464, 13, fill(colours.accent)),
      path('M800 260 V190', stroke(colours.light, 8)),
      path('M804 192 h70 l-18 24 l18 24 h-70 Z', fill('#d1495b')),
      ridge({ y: 800, rise: 16, turn: 1 }, fill(colours.hills[2])),
      ...[300, 530, 770, 1010, 1260].map((x, n) =>
        learner(x, 1.1 + (n % 2) * 0.12, n % 2 ? '#141836' : '#1a1f44'),
      ),
    ].join('')
  },

  map: (colours) => {
    const panel = (n: number, paint: string) => {
      const x = 310 + n * 327
      const [a, b] = n % 2 ? [250, 190] : [190, 250]
      return path(`M${x} ${a} L${x + 327} ${b} V${b + 520} L${x} ${a + 520} Z`, paint)
    }
    return [
      circle(1380, 180, 260, fill(colours.light, 0.35)),
      circle(200, 780, 300, fill(colours.light, 0.3)),
      `<g transform="translate(22 30)" opacity=".14">${around(3)
        .map((n) => panel(n, fill('#000000')))
        .join('')}</g>`,
      ...around(3).map((n) => panel(n, fill(colours.light))),
      `<clipPath id="sheet">${around(3)
        .map((n) => panel(n, ''))
        .join('')}</clipPath>`,
      '<g clip-path="url(#sheet)">',
      path(
        'M280 600 C 460 520 520 640 690 590 S 940 470 1080 560 S 1300 560 1340 500 V 900 H 280 Z',
        fill(colours.hills[0]),
      ),
      path('M280 690 C 460 640 620 720 760 680 S 1060 620 1340 690 V 900 H 280 Z', fill(colours.hills[1])),
      path('M300 330 C 420 250 520 360 610 300 S 700 200 760 180', `${stroke(colours.hills[0], 90, 0.7)}`),
      path('M1010 150 C 930 290 1060 360 960 450 S 800 560 860 660 S 820 780 780 860', stroke('#7cc4d8', 40)),
      path('M290 470 C 470 400 640 470 780 430 S 1120 330 1330 380', stroke('#f0c27b', 20)),
      path('M540 170 C 560 330 500 440 570 560 S 640 720 600 860', stroke('#f0c27b', 14)),
      path('M1150 200 C 1120 330 1200 430 1170 560 S 1200 720 1240 820', stroke('#f0c27b', 14)),
      '</g>',
      path('M637 250 V770 M964 190 V710', stroke('#000000', 3, 0.08)),
      path(
        'M555 505 C 660 420 760 360 850 420 S 1050 520 1160 470',
        `${stroke(colours.accent, 9)} stroke-dasharray="2 24"`,
      ),
      pin(548, 520, 1.15, colours.hills[2], colours.light),
      pin(1168, 486, 1.7, colours.accent, colours.light),
      pin(842, 640, 0.9, '#f4a340', colours.light),
      pin(735, 330, 0.75, colours.hills[2], colours.light),
    ].join('')
  },

  servers: (colours) => {
    const rack = (x: number, y: number, w: number, h: number, units: number) =>
      [
        shadow(x, y, w, h, 18),
        box(x, y, w, h, 18, fill('#0b1a30')),
        box(x + 6, y + 6, w - 12, h - 12, 14, fill(colours.hills[1])),
        ...around(units).map((n) => {
          const step = (h - 40) / units
          const top = y + 20 + n * step
          return [
            box(x + 24, top, w - 48, step - 14, 8, fill('#0e2442')),
            circle(x + 50, top + (step - 14) / 2, 7, fill((n + units) % 3 ? colours.accent : '#ffb347')),
            circle(x + 74, top + (step - 14) / 2, 7, fill(colours.accent, 0.45)),
            box(
              x + w - 140,
              top + (step - 14) / 2 - 5,
              60 + ((n * 37) % 40),
              10,
              5,
              fill(colours.light, 0.35),
            ),
          ].join('')
        }),
      ].join('')
    const nodes: Point[] = [
      [210, 250],
      [390, 150],
      [640, 110],
      [960, 120],
      [1210, 180],
      [1400, 290],
    ]
    return [
      ...around(14).map((n) => path(`M${n * 125} 0 V900`, stroke(colours.accent, 2, 0.07))),
      ...around(8).map((n) => path(`M0 ${n * 125} H1600`, stroke(colours.accent, 2, 0.07))),
      circle(800, 430, 470, fill(colours.accent, 0.07)),
      circle(800, 430, 330, fill(colours.accent, 0.07)),
      path(
        'M390 150 L210 250 M390 150 L640 110 L960 120 L1210 180 L1400 290',
        stroke(colours.accent, 4, 0.5),
      ),
      ...nodes.map(([x, y], n) =>
        path(
          `M${x} ${y} C ${x} ${y + 150} ${[480, 560, 760, 840, 1040, 1120][n]} 180 ${[480, 560, 760, 840, 1040, 1120][n]} 320`,
          `${stroke(colours.accent, 5, 0.7)}`,
        ),
      ),
      ...nodes.map(
        ([x, y], n) =>
          circle(x, y, 24 + (n % 3) * 6, fill(colours.hills[1])) +
          circle(x, y, 12 + (n % 3) * 3, fill(colours.accent)),
      ),
      ridge({ y: 780, rise: 40, turn: 0.4 }, fill(colours.hills[0])),
      rack(400, 330, 240, 450, 7),
      rack(960, 330, 240, 450, 7),
      rack(670, 270, 260, 530, 8),
      ridge({ y: 850, rise: 26, turn: 2.8 }, fill(colours.hills[2])),
    ].join('')
  },

  identity: (colours) => {
    // Looks like a code and carries none: a fixed scatter with the three corner marks.
    const cell = 22
    const grid = around(121).map((n) => {
      const [column, line] = [n % 11, Math.floor(n / 11)]
      const corner = (column < 4 || column > 6) && line < 4 ? true : column < 4 && line > 6
      return corner || (n * 7 + line * 5 + column * column) % 5 > 2
        ? ''
        : box(1000 + column * cell, 400 + line * cell, cell - 3, cell - 3, 4, fill(colours.hills[2]))
    })
    const mark = (x: number, y: number) =>
      box(x, y, 63, 63, 12, stroke(colours.hills[2], 12)) +
      box(x + 20, y + 20, 23, 23, 5, fill(colours.accent))
    return [
      circle(330, 240, 210, fill(colours.light, 0.4)),
      circle(1380, 700, 300, fill(colours.light, 0.3)),
      ridge({ y: 700, rise: 60, turn: 0.4 }, fill(colours.hills[0], 0.7)),
      ridge({ y: 790, rise: 44, turn: 2.2 }, fill(colours.hills[1], 0.8)),
      `<g transform="rotate(-4 800 450)">${[
        shadow(290, 210, 1020, 500, 46),
        box(290, 210, 1020, 500, 46, fill(colours.light)),
        path('M290 330 V256 a46 46 0 0 1 46 -46 H1264 a46 46 0 0 1 46 46 V330 Z', fill(colours.accent)),
        box(350, 252, 300, 26, 13, fill(colours.light, 0.95)),
        circle(1236, 268, 30, fill('#ffd166')),
        box(350, 384, 240, 270, 26, fill(colours.hills[0], 0.55)),
        circle(470, 476, 56, fill(colours.hills[2])),
        path('M376 654 C376 570 420 548 470 548 S564 570 564 654 Z', fill(colours.hills[2])),
        ...[260, 300, 210, 270].map((w, n) =>
          box(640, 402 + n * 62, w, 24, 12, fill(colours.hills[n % 2 ? 0 : 1], n % 2 ? 0.8 : 1)),
        ),
        ...grid,
        mark(1006, 406),
        mark(1006 + 8 * cell - 6, 406),
        mark(1006, 406 + 8 * cell - 6),
      ].join('')}</g>`,
      path(
        'M1330 520 l130 46 v96 c0 92 -62 140 -130 172 c-68 -32 -130 -80 -130 -172 v-96 Z',
        fill(colours.hills[2]),
      ),
      path(
        'M1330 556 l98 34 v74 c0 68 -46 106 -98 132 c-52 -26 -98 -64 -98 -132 v-74 Z',
        fill(colours.accent),
      ),
      tick(1326, 676, 4, colours.light),
    ].join('')
  },

  screens: (colours) => {
    const monitor = (x: number, y: number, w: number, h: number, inside: string) =>
      [
        path(`M${x + w / 2 - 26} ${y + h} h52 l18 74 h-88 Z`, fill('#2d2a4a')),
        box(x + w / 2 - 90, y + h + 68, 180, 16, 8, fill('#2d2a4a')),
        shadow(x, y, w, h, 24),
        box(x, y, w, h, 24, fill('#2d2a4a')),
        box(x + 16, y + 16, w - 32, h - 32, 12, fill(colours.light)),
        inside,
      ].join('')
    const bars = [90, 150, 120, 200, 170, 250].map((height, n) =>
      box(
        600 + n * 68,
        560 - height,
        42,
        height,
        10,
        fill(n === 5 ? colours.accent : (colours.hills[n % 2 ? 1 : 0] ?? '')),
      ),
    )
    return [
      sun(1300, 190, 74, colours.accent),
      ridge({ ...far, y: 500 }, fill(colours.hills[0], 0.75)),
      ridge({ ...middle, y: 610 }, fill(colours.hills[1], 0.8)),
      monitor(
        150,
        330,
        380,
        260,
        [
          path('M190 530 C 240 430 280 510 330 450 S 420 420 490 390', stroke(colours.accent, 10)),
          path(
            'M190 530 C 240 430 280 510 330 450 S 420 420 490 390 V560 H190 Z',
            fill(colours.accent, 0.16),
          ),
          box(190, 372, 120, 16, 8, fill(colours.hills[1])),
        ].join(''),
      ),
      monitor(
        1070,
        330,
        380,
        260,
        [
          circle(1190, 460, 66, stroke(colours.hills[0], 30)),
          path('M1190 394 A66 66 0 0 1 1247 493', stroke(colours.accent, 30)),
          ...[110, 80, 130].map((w, n) => box(1300, 412 + n * 42, w, 16, 8, fill(colours.hills[n] ?? ''))),
        ].join(''),
      ),
      monitor(
        510,
        200,
        580,
        420,
        [
          box(560, 250, 180, 22, 11, fill(colours.hills[2])),
          box(960, 250, 80, 22, 11, fill(colours.accent)),
          ...bars,
          path('M580 572 H1020', stroke(colours.hills[2], 6)),
        ].join(''),
      ),
      box(0, 704, 1600, 196, 0, fill(colours.hills[2])),
      box(0, 704, 1600, 14, 0, fill(colours.light, 0.2)),
      box(590, 760, 420, 70, 18, fill(colours.light, 0.16)),
      ...around(30).map((n) =>
        box(606 + (n % 15) * 26, 774 + Math.floor(n / 15) * 24, 20, 16, 4, fill(colours.light, 0.5)),
      ),
    ].join('')
  },

  bridge: (colours) => {
    const tones = [colours.accent, '#edae49', colours.hills[2], '#00798c']
    const strands = tones.map((tone, n) => {
      const lift = n * 26
      return (
        path(`M-20 ${640 + lift} C 260 ${620 + lift} 420 ${250 + lift} 800 ${250 + lift}`, stroke(tone, 18)) +
        path(
          `M1620 ${640 + lift} C 1340 ${620 + lift} 1180 ${250 + lift} 800 ${250 + lift}`,
          stroke(tone, 18),
        )
      )
    })
    const pulses = [
      [300, 505, 0],
      [480, 356, 1],
      [1130, 338, 2],
      [1330, 566, 3],
    ].map(([x = 0, y = 0, n = 0]) => circle(x, y + n * 12, 14, fill(colours.light)))
    return [
      sun(800, 300, 150, colours.light),
      birds(colours.hills[2]),
      ridge({ y: 560, rise: 90, turn: 0.4 }, fill(colours.hills[0])),
      '<rect y="420" width="1600" height="240" fill="url(#glow)"/>',
      ...strands,
      ...pulses,
      circle(800, 290, 96, fill(colours.light)),
      circle(800, 290, 96, stroke(colours.accent, 14)),
      path('M748 296 l36 36 l70 -78', stroke(colours.accent, 20)),
      path('M-10 900 V650 C 160 600 330 690 480 780 S 640 880 680 900 Z', fill(colours.hills[1])),
      path('M1610 900 V640 C 1440 590 1270 680 1120 780 S 960 880 920 900 Z', fill(colours.hills[1])),
      path('M600 900 C 700 800 760 800 800 760 C 840 800 900 800 1000 900 Z', fill('#7cc4d8', 0.75)),
      ...[90, 190, 300].map((x, n) => tree(x, 690 + n * 22, 60 + n * 6, colours.hills[2])),
      ...[1510, 1410, 1300].map((x, n) => tree(x, 680 + n * 22, 60 + n * 6, colours.hills[2])),
      ridge({ y: 870, rise: 18, turn: 1.5 }, fill(colours.hills[2])),
    ].join('')
  },
}
