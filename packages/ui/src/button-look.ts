export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

const SIZES: Readonly<Record<ButtonSize, string>> = {
	sm: 'control-sm px-2.5 text-sm',
	md: 'control-md px-3.5 text-sm',
	lg: 'control-lg px-5 text-base',
};

/** The classes that every kind of button wears. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize): string[] {
	return ['button', `button-${variant}`, SIZES[size]];
}
