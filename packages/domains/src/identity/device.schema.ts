const BROWSERS: readonly [RegExp, string][] = [
	[/\bEdg(?:e|A|iOS)?\//, 'Edge'],
	[/\b(?:OPR|Opera)\//, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\bVivaldi\//, 'Vivaldi'],
	[/\b(?:Firefox|FxiOS)\//, 'Firefox'],
	[/\b(?:Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
	[/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
	[/\biPad\b/, 'iPad'],
	[/\biPhone\b/, 'iPhone'],
	[/\bAndroid\b/, 'Android'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bMacintosh\b/, 'macOS'],
	[/\bLinux\b/, 'Linux'],
];

export type Device = {
	browser: string | null;
	system: string | null;
	kind: 'phone' | 'tablet' | 'computer';
};

/** What a browser says of itself, as a person would name it; null for what it does not say. */
export function deviceOf(userAgent: string): Device {
	const named = (names: readonly [RegExp, string][]) =>
		names.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
	const isTablet = /\biPad\b/.test(userAgent) || /\bAndroid(?!.*\bMobile\b)/.test(userAgent);
	const isPhone = /\biPhone\b|\bMobile\b/.test(userAgent);
	return {
		browser: named(BROWSERS),
		system: named(SYSTEMS),
		kind: isTablet ? 'tablet' : isPhone ? 'phone' : 'computer',
	};
}
