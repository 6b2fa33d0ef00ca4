/** The code of what is refused for nothing but a second factor. */
export const SECOND_FACTOR_NEEDED = 'permissions.second_factor_needed';

/** What the window hears when something was pressed that only a second factor was missing for. */
const EVENT = 'kith:second-factor';

/** Lets the page ask for a second factor on the spot. */
export function tellOfFactor(): void {
	dispatchEvent(new Event(EVENT));
}

/** Calls `ask` each time that something waits for a second factor; returns how to stop. */
export function whenFactorIsNeeded(ask: () => void): () => void {
	addEventListener(EVENT, ask);
	return () => removeEventListener(EVENT, ask);
}
