/** The call or the input is wrong: one clear message with file, line and what to do; exit code 2. */
export class WrongInput extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'WrongInput'
  }
}
