import { refreshAll } from '$app/navigation';

const EVERY_MS = 1500;

/** Loads the page's data anew for as long as `isUnderWay` says that something happens by itself. */
export function keepLooking(isUnderWay: () => boolean): void {
	$effect(() => {
		if (!isUnderWay()) return;
		const timer = setInterval(() => void refreshAll(), EVERY_MS);
		return () => clearInterval(timer);
	});
}
