// What the terminal says: Vietnamese first, English second, one line each.

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

export const words = {
  badValue: ({ name, vi, en }: { name: string; vi: string; en: string }) => `${name}: ${vi} · ${en}`,
  weakSecretIgnored:
    'PAYLOAD_SECRET quá yếu, dùng khóa trong DATA_DIR · PAYLOAD_SECRET is too weak, using the one in DATA_DIR',
  portTaken: ({ name, port, other }: { name: string; port: number; other: number }) =>
    `Cổng ${port} đang bận, hãy chọn cổng khác · Port ${port} is in use, choose another: ${name}=${other} npm start`,
  portRefused: ({ name, port, code }: { name: string; port: number; code: string }) =>
    `${name}: không mở được cổng ${port} · cannot listen on port ${port} (${code})`,
  startingDatabase: 'Khởi động cơ sở dữ liệu · Starting the database …',
  migrating: 'Cập nhật cơ sở dữ liệu, nạp dữ liệu mẫu · Migrating, loading the demo …',
  startingParts: 'Khởi động các thành phần · Starting cms, delivery, worker …',
  migrationFailed: 'Không chuẩn bị được cơ sở dữ liệu · The database could not be prepared',
  notReady: ({ url, answer, ms }: { url: string; answer: string; ms: number }) =>
    `${url} không sẵn sàng · is not ready after ${seconds(ms)}: ${answer}`,
  restarting: ({ how, ms }: { how: string; ms: number }) =>
    `dừng đột ngột (${how}), khởi động lại sau ${seconds(ms)} · ended unexpectedly, restarting`,
  gaveUp: ({ name }: { name: string }) =>
    `${name} dừng liên tục, đã thôi khởi động lại · ${name} keeps ending, not restarted again`,
  stopping: 'Đang dừng · Stopping …',
  stopped: ({ ms }: { ms: number }) => `Đã dừng · Stopped (${seconds(ms)})`,
  ready: ({ ms }: { ms: number }) => `Loa đã sẵn sàng · Loa is ready (${seconds(ms)})`,
  editing: 'Biên tập · Newsroom',
  delivery: 'Phân phối · Delivery',
  accounts: 'Tài khoản dùng thử · Demo accounts',
  key: 'Khóa · Key',
  howToStop: 'Ctrl-C để dừng · to stop',
}
