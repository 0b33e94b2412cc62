/** Does once, a little later, what is asked for many times meanwhile. @param wait calls back when it is time. */
export function gathered(act: () => void, wait: (go: () => void) => unknown): () => void {
  let isWaiting = false;
  return () => {
    if (!isWaiting) {
      isWaiting = true;
      wait(() => {
        isWaiting = false;
        act();
      });
    }
  };
}
