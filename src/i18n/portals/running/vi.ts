// What stations and screens read: their part of the documentation, the printed play list, the player.
export const running = {
  sheet: {
    title: 'Lịch phát thanh',
    nothing: 'Hôm nay không có bài phát.',
    when: 'Giờ phát',
    atOnce: 'phát ngay',
    repeats: 'Số lần mỗi buổi',
    length: 'Thời lượng',
    days: 'Phát trong các ngày',
    recording: 'Tệp thu sẵn',
    classes: { urgent: 'KHẨN', priority: 'ƯU TIÊN' },
  },
  player: {
    title: 'Màn hình Loa',
    intro:
      'Nhập khóa của màn hình do quản trị viên cấp. Khóa được lưu trên máy này, không nằm trong địa chỉ.',
    key: 'Khóa (loa_…)',
    start: 'Bắt đầu chiếu',
    wrongKey: 'Khóa sai hoặc đã hết hiệu lực.',
  },
}

export const runningOperations = {
  readPlaylist: {
    summary: 'Lịch phát của đài truyền thanh',
    description:
      'Các bài phát trong ngày theo thứ tự: khẩn (phát ngay), ưu tiên, thường. Có giờ phát, số lần, kịch bản, tệp thu sẵn.',
  },
  readM3u: {
    summary: 'Lịch phát dạng M3U',
    description: 'Các tệp thu sẵn theo thứ tự phát; bài phải đọc nằm ở dòng chú thích.',
  },
  readSheet: { summary: 'Lịch phát để in', description: 'Một tờ A4 có giờ phát và kịch bản để đọc.' },
  readLoop: {
    summary: 'Vòng chiếu của màn hình',
    description:
      'Ảnh, clip, dòng chữ kèm thời lượng và thời hạn. Có tin khẩn còn hạn thì chỉ chiếu tin khẩn. Tin chưa đến giờ cũng có sẵn để tải trước.',
  },
  openPlayer: {
    summary: 'Trình chiếu toàn màn hình',
    description:
      'Mở một lần trên máy của màn hình, nhập khóa hoặc thêm #key=loa_… vào địa chỉ. Mất mạng vẫn chiếu tiếp.',
  },
  readPlayerScript: { summary: 'Mã của trình chiếu', description: 'Trang /player dùng.' },
  readPlayerStyle: { summary: 'Kiểu dáng của trình chiếu', description: 'Trang /player dùng.' },
  readPlayerWorker: {
    summary: 'Phần chạy ngầm của trình chiếu',
    description: 'Giữ trình chiếu khi mất mạng.',
  },
}

const script = {
  text: 'Lời để đọc.',
  seconds: 'Thời lượng, giây: của tệp thu sẵn, không có thì ước theo tốc độ đọc.',
  audio: 'Tệp thu sẵn; null là phải đọc.',
  times: 'Giờ phát trong ngày.',
  repeats: 'Số lần phát mỗi buổi.',
  startsOn: 'Ngày phát đầu tiên.',
  endsOn: 'Ngày phát cuối cùng.',
  timeZone: 'Múi giờ của ngày và giờ phát.',
}
const screen = {
  profile: 'Hình dạng màn hình.',
  width: 'Chiều rộng màn hình, điểm ảnh.',
  height: 'Chiều cao màn hình, điểm ảnh.',
  seconds: 'Chiếu trong bao nhiêu giây.',
  startsAt: 'Chiếu từ lúc.',
  endsAt: 'Chiếu đến lúc.',
  caption: 'Dòng chữ, hiện khi không có ảnh, clip.',
  media: 'Ảnh hoặc clip; null thì hiện dòng chữ.',
}
const head = {
  id: 'Định danh tin, bài.',
  edition: 'Số ấn bản.',
  outlet: 'Mã kênh.',
  title: 'Tiêu đề.',
  priority: 'Mức: urgent, priority, normal.',
}

export const runningFields = {
  Script: script,
  Screen: screen,
  PlaylistEntry: { ...head, ...script, order: 'Thứ tự phát.', atOnce: 'Phát ngay, không chờ giờ.' },
  Playlist: { date: 'Ngày phát.', entries: 'Các bài, theo thứ tự phát.' },
  LoopEntry: { ...head, ...screen },
  Loop: { entries: 'Các tin, theo thứ tự chiếu.' },
}
export const runningItemFields = {
  citations: 'Văn bản làm căn cứ.',
  programme: 'Chuyên trang, chuyên mục.',
  script: 'Trên loa truyền thanh: lời đọc, tệp thu sẵn, giờ phát.',
  screen: 'Trên màn hình: ảnh hoặc clip, thời lượng, thời hạn.',
}
export const renditionsField = 'Cùng ảnh ở các cỡ khác mà kênh dùng được: card, full, print…'
