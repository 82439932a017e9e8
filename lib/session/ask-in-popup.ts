import { EventType, type PopupEvent, type PopupRequest, type PublicClientApplication } from '@azure/msal-browser';

const LOOK_EVERY_MS = 250;
/** A pop-up that was answered closes itself: its answer arrives around the same time. */
const ANSWER_WITHIN_MS = 1_000;

/**
 * Asks in a pop-up, and says so when its window went away without an answer; MSAL alone would wait on. The question stays
 * open all the same: behind a page with a Cross-Origin-Opener-Policy a browser calls an open window closed, and what is
 * answered there still counts. A newer question ends an older one.
 */
export async function askInPopup(
  msal: PublicClientApplication,
  request: PopupRequest,
  onClosed: () => void = () => undefined,
) {
  let stopLooking = () => undefined as void;
  const listener = msal.addEventCallback(
    ({ payload }) => {
      stopLooking = whenClosed((payload as PopupEvent).popupWindow, onClosed);
    },
    [EventType.POPUP_OPENED],
  );
  try {
    return await msal.acquireTokenPopup({ ...request, overrideInteractionInProgress: true });
  } finally {
    if (listener) msal.removeEventCallback(listener);
    stopLooking();
  }
}

function whenClosed(popup: Window, tell: () => void): () => void {
  let telling: ReturnType<typeof setTimeout> | undefined;
  const looking = setInterval(() => {
    if (!popup.closed) return;
    clearInterval(looking);
    telling = setTimeout(tell, ANSWER_WITHIN_MS);
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(looking);
    clearTimeout(telling);
  };
}
