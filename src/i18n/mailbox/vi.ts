// Hộp thư của bản dùng thử: thư được giữ lại, không gửi đi đâu.
export const mailbox = {
  title: 'Hộp thư dùng thử',
  about: 'Chưa đặt SMTP_URL: thư được giữ ở máy này, không gửi ra ngoài.',
  empty: 'Chưa có thư nào. Khi có bài gửi duyệt, trả lại hoặc định mức sắp đến hạn, thư sẽ hiện ở đây.',
  list: 'Các thư, mới nhất trước',
  choose: 'Chọn một thư để đọc.',
  to: 'Gửi tới',
  at: 'Lúc',
  noSubject: '(không có tiêu đề)',
  html: 'Thư dạng HTML',
  text: 'Thư dạng chữ',
  more: 'Chỉ hiện {{count}} thư mới nhất.',
}
