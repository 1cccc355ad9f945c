import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const lamp: MantineColorsTuple = [
  '#e6f4f4',
  '#cfe7e8',
  '#a3d2d5',
  '#6fcdd2',
  '#3f9ba2',
  '#1d7a83',
  '#0a5f68',
  '#084f57',
  '#063f45',
  '#042e33',
];

// Mantine draws its greys and its dark surfaces from these: they follow tokens.css.
const gray: MantineColorsTuple = [
  '#f7f5f0',
  '#f0ede5',
  '#e4e0d5',
  '#d3cec0',
  '#8d8a7d',
  '#767468',
  '#57626e',
  '#36424f',
  '#24303b',
  '#18222d',
];
const dark: MantineColorsTuple = [
  '#e9edf0',
  '#c8d0d7',
  '#a0adb9',
  '#7d8a96',
  '#5b6874',
  '#27323c',
  '#161e26',
  '#0f151b',
  '#0b1015',
  '#070b0f',
];

// The accent turns with the theme (deep on paper, bright on night), and so does the ink on it.
const variantColorResolver: VariantColorsResolver = (input) => {
  const standard = defaultVariantColorsResolver(input);
  if (input.color && input.color !== 'lamp') return standard;
  if (input.variant === 'filled')
    return {
      background: 'var(--accent)',
      hover: 'var(--accent-strong)',
      color: 'var(--accent-ink)',
      border: '1px solid transparent',
    };
  if (input.variant === 'light' || input.variant === 'subtle')
    return {
      background: input.variant === 'light' ? 'var(--accent-soft)' : 'transparent',
      hover: 'var(--accent-soft)',
      color: 'var(--accent)',
      border: '1px solid transparent',
    };
  return standard;
};

export const theme = createTheme({
  primaryColor: 'lamp',
  primaryShade: { light: 6, dark: 3 },
  colors: { lamp, gray, dark },
  variantColorResolver,
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--serif)', fontWeight: '560' },
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Button: { defaultProps: { size: 'sm' } },
  },
});

// Mantine's own surfaces take the console's palette.
export const variables: CSSVariablesResolver = () => {
  const common = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--muted)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--critical)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  return { variables: {}, light: common, dark: common };
};
