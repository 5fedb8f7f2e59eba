// Phiên làm việc đã hết khi đang thao tác. Tệp riêng vì trình duyệt tự nói điều này, không chờ máy chủ.
export const session = {
  over: 'Phiên làm việc đã hết nên chưa thực hiện. Hãy mở trang này ở một thẻ khác, đăng nhập, rồi quay lại đây làm lại; những gì trên màn hình vẫn còn.',
}
