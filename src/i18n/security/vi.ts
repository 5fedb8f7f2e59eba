/** Refusals of logging in and of requests that nothing honest sends; keys of `errors`. */
export const securityErrors = {
  'too-many-requests': 'Quá nhiều lần thử. Hãy thử lại sau {{minutes}} phút.',
  shortPassword: 'Mật khẩu cần ít nhất {{least}} ký tự.',
  easyPassword:
    'Mật khẩu này dễ đoán. Hãy dùng vài từ không liên quan đến nhau, không chứa tên hay thư điện tử của bạn.',
  badAddress: 'Địa chỉ có ký tự không hợp lệ.',
}
