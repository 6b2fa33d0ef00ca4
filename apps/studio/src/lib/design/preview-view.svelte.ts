import { onMount } from 'svelte';
import type { PreviewScheme } from './preview-css.ts';

export type Device = 'desktop' | 'tablet' | 'phone';

/** How a preview is looked at: at first as the device at hand would show the site, so that nothing flashes. */
export class PreviewView {
	device = $state<Device>('desktop');
	scheme = $state<PreviewScheme>('light');

	constructor() {
		onMount(() => {
			if (matchMedia('(width < 40rem)').matches) this.device = 'phone';
			if (matchMedia('(prefers-color-scheme: dark)').matches) this.scheme = 'dark';
		});
	}
}
