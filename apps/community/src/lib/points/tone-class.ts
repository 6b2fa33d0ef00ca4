import type { GalleryBadge } from '@kith/domains/gamification/schema';

/** What lies behind a badge's sign. What it is called says more than its colour. */
export const TONE_CLASS: Readonly<Record<GalleryBadge['tone'], string>> = {
	bronze: 'bg-[oklch(0.88_0.06_55)] text-[oklch(0.35_0.08_50)]',
	silver: 'bg-[oklch(0.9_0.01_250)] text-[oklch(0.35_0.02_250)]',
	gold: 'bg-[oklch(0.92_0.1_95)] text-[oklch(0.38_0.09_85)]',
	brand: 'bg-brand-soft text-on-brand-soft',
	rose: 'bg-[oklch(0.9_0.06_10)] text-[oklch(0.38_0.12_10)]',
	sky: 'bg-[oklch(0.9_0.06_235)] text-[oklch(0.36_0.09_240)]',
};
