// Where Loa keeps what is no row of the database: one answer for `npm start`, the parts and the commands.

/** `DATA_DIR` as it is written, `.data` where it is not set or empty; relative to where the process runs. */
export const dataDirIn = ({ DATA_DIR }: NodeJS.ProcessEnv): string => (DATA_DIR?.trim() ? DATA_DIR : '.data')
