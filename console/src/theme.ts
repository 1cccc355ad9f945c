import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

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

export const theme = createTheme({
  primaryColor: 'lamp',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  colors: { lamp },
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
