import { describe, expect, it } from 'vitest'
import { heightOnScreen, lettersThatFit, shareFilled } from '../../../src/channels/legible.ts'
import { SCREEN_PROFILES, screenOf } from '../../../src/channels/screenProfiles.ts'

describe('text on a screen', () => {
  it('is scaled with the picture that covers the screen', () => {
    const screen = { width: 1920, height: 1080 }
    const height = (picture: { width: number; height: number }, isCut = true) =>
      heightOnScreen({ textHeight: 40, picture, screen, isCut })
    expect(height({ width: 3840, height: 2160 })).toBe(20)
    // cut above and below: the width decides; shown whole: the height
    expect(height({ width: 960, height: 960 })).toBe(80)
    expect(height({ width: 960, height: 960 }, false)).toBe(45)
  })

  it('fills less of it the more its shape differs, whichever is the longer', () => {
    const screen = { width: 1920, height: 1080 }
    expect(shareFilled({ picture: { width: 1280, height: 720 }, screen })).toBe(1)
    expect(shareFilled({ picture: { width: 1080, height: 1920 }, screen })).toBeCloseTo((9 / 16) ** 2)
    expect(shareFilled({ picture: { width: 1024, height: 256 }, screen })).toBeCloseTo(16 / 9 / 4)
  })

  it('has room for fewer letters the higher they are', () => {
    const size = { width: 1024, height: 256 }
    expect(lettersThatFit({ ...size, minTextHeight: 60 })).toBe(2 * 25)
    expect(lettersThatFit({ ...size, minTextHeight: 300 })).toBe(0)
  })
})

describe('a screen that says nothing', () => {
  it('is wide; one that says something keeps it', () => {
    expect(screenOf({})).toMatchObject({ width: 1920, height: 1080, stillSeconds: 10, minTextHeight: 72 })
    expect(screenOf({ profile: 'banner-1024x256', minTextHeight: 80 })).toMatchObject({
      height: 256,
      minTextHeight: 80,
    })
    expect(screenOf({ profile: 'nothing' }).profile).toBe('wide-1920x1080')
  })

  it('of every profile has room for a title', () => {
    for (const profile of Object.keys(SCREEN_PROFILES))
      expect(lettersThatFit(screenOf({ profile }))).toBeGreaterThan(200)
  })
})
