import { mount, unmount } from 'svelte';
import InstallCard from './InstallCard.svelte';

type InstallEvent = Event & { prompt(): Promise<unknown> };

const DECLINED = 'install-declined';

/** Offers to put the community on the home screen where the browser can, once; says how where it must be done by hand. */
export function offerToInstall(): void {
	if (matchMedia('(display-mode: standalone)').matches || localStorage.getItem(DECLINED)) return;
	// Only the browser of iOS has it, and there it says that the page is not on the home screen.
	if ('standalone' in navigator && navigator.standalone === false) return show(null);
	addEventListener(
		'beforeinstallprompt',
		(event) => {
			event.preventDefault();
			show(() => void (event as InstallEvent).prompt());
		},
		{ once: true },
	);
}

function show(install: (() => void) | null): void {
	const close = () => {
		localStorage.setItem(DECLINED, '1');
		void unmount(card);
	};
	const card = mount(InstallCard, {
		target: document.body,
		props: {
			onclose: close,
			oninstall: install && (() => (install(), close())),
		},
	});
}
