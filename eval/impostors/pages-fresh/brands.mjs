// Organisations of the third set; none of them exists. Nothing was tuned on these pages: they were written before the judge was mended
// for what the second set had shown, and are only looked at as figures.
export default {
  ferrandi: { name: 'Banque Ferrandi', domain: 'banque-ferrandi' },
  sirocco: { name: 'Sirocco Santé', domain: 'sirocco-sante' },
  parcelio: { name: 'Parcelio', domain: 'parcelio' },
  kestrel: { name: 'Kestrel Savings', domain: 'kestrel-savings' },
  halden: { name: 'Halden Pay', domain: 'haldenpay' },
  vaubert: { name: 'Énergie Vaubert', domain: 'energie-vaubert' },
  nuvoka: { name: 'Nuvoka', domain: 'nuvoka' },
}
