// Khung chung của các màn hình do Loa thêm vào.
export const screens = {
  home: 'Việc của tôi',
  board: 'Bảng tiến độ',
  calendar: 'Lịch',
  inbox: 'Chờ duyệt',
  nav: 'Màn hình làm việc',
  refused: 'Màn hình này không dành cho vai trò của bạn.',
  refusedHelp: 'Nếu bạn cần dùng, hãy nhờ quản trị viên xem lại vai trò của tài khoản.',
}
