#!/usr/bin/env python3
"""Renders forms and notes with fictitious personal data as pictures of growing difficulty, with what stands on each as truth.
   render_leaks.py FOLDER [COUNT]   writes FOLDER/*.png|jpg and FOLDER/truth.jsonl {"id", "path", "difficulty", "identifiers": [{"kind", "text"}]}
Everything is drawn from a seed: the same call gives the same pictures. Needs python3-pil and python3-numpy."""
import json, os, random, sys
import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = [p for p in ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', '/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf',
                     '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf', '/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf',
                     '/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf', '/usr/share/fonts/truetype/lato/Lato-Regular.ttf',
                     '/usr/share/fonts/truetype/liberation/LiberationSansNarrow-Regular.ttf'] if os.path.exists(p)]
LAST = ['Lefèvre', 'Moreau', 'Girard', 'Roux', 'Fontaine', 'Chevalier', 'Garnier', 'Faure', 'Rousseau', 'Blanc', 'Guérin', 'Muller']
FIRST = ['Camille', 'Julien', 'Sophie', 'Nicolas', 'Claire', 'Antoine', 'Hélène', 'Mathieu', 'Isabelle', 'Laurent', 'Aurélie', 'Thomas']
STREETS = ['rue des Lilas', 'avenue Jean-Jaurès', 'boulevard Voltaire', 'rue du Moulin', 'impasse des Roses', 'place de la République']
TOWNS = [('69003', 'Lyon'), ('75011', 'Paris'), ('31000', 'Toulouse'), ('44000', 'Nantes'), ('33000', 'Bordeaux'), ('59800', 'Lille')]


def nir(r):
    first = f"{r.choice('12')}{r.randrange(40, 99):02d}{r.randrange(1, 13):02d}{r.choice(['69', '75', '31', '44', '33', '59'])}{r.randrange(1, 500):03d}{r.randrange(1, 400):03d}"
    key = 97 - int(first) % 97
    return f'{first[0]} {first[1:3]} {first[3:5]} {first[5:7]} {first[7:10]} {first[10:13]} {key:02d}'


def iban(r):
    bban = ''.join(str(r.randrange(10)) for _ in range(10)) + ''.join(str(r.randrange(10)) for _ in range(11))
    key = 97 - (89 * int(bban[:5]) + 15 * int(bban[5:10]) + 3 * int(bban[10:21])) % 97
    bban += f'{key:02d}'
    check = 98 - int(bban + '152700') % 97
    whole = f'FR{check:02d}{bban}'
    return ' '.join(whole[i:i + 4] for i in range(0, len(whole), 4))


def card(r):
    digits = [4, 9, 7, r.randrange(10)] + [r.randrange(10) for _ in range(11)]
    total = sum(d if i % 2 else (d * 2 - 9 if d * 2 > 9 else d * 2) for i, d in enumerate(digits))
    digits.append(-total % 10)
    text = ''.join(map(str, digits))
    return ' '.join(text[i:i + 4] for i in range(0, 16, 4))


def form(r):
    last, first = r.choice(LAST), r.choice(FIRST)
    zip_code, town = r.choice(TOWNS)
    phone = f"0{r.choice('67')} " + ' '.join(f'{r.randrange(100):02d}' for _ in range(4))
    mail = f'{first}.{last}{r.randrange(10, 99)}@courriel.test'.lower().translate(str.maketrans('éèê', 'eee'))
    ids = [('phone', phone), ('email', mail)]
    lines = []
    kind = r.randrange(4)
    if kind == 0:
        n = nir(r)
        ids.append(('nir', n))
        lines = ['FICHE PATIENT', f'Nom : {last.upper()}   Prénom : {first}', f'N° de sécurité sociale : {n}', f'Né(e) le {r.randrange(1, 29):02d}/{r.randrange(1, 13):02d}/{r.randrange(1940, 2005)}',
                 f'Adresse : {r.randrange(1, 120)} {r.choice(STREETS)}', f'{zip_code} {town}', f'Téléphone : {phone}', f'Courriel : {mail}', 'Motif : contrôle annuel', 'Allergies : pénicilline']
    elif kind == 1:
        n = iban(r)
        ids.append(('iban', n))
        lines = ['RELEVÉ D’IDENTITÉ BANCAIRE', f'Titulaire : M. {first} {last}', f'IBAN : {n}', f'Domiciliation : {town}', f'Tél. : {phone}', f'E-mail : {mail}', f'{r.randrange(1, 120)} {r.choice(STREETS)}, {zip_code} {town}']
    elif kind == 2:
        n = card(r)
        ids.append(('card', n))
        lines = ['Bon de commande', f'Client : Mme {first} {last}', f'Carte bancaire : {n}', f'Expire : {r.randrange(1, 13):02d}/{r.randrange(27, 33)}', f'Mobile : {phone}', f'Courriel : {mail}', 'Merci de votre confiance']
    else:
        lines = ['Liste d’appel', f'{first} {last}   {phone}', mail, 'À rappeler lundi matin', f'{r.randrange(1, 120)} {r.choice(STREETS)}', f'{zip_code} {town}']
    return lines, ids


def draw(r, lines, size, dark=False):
    font = ImageFont.truetype(r.choice(FONTS), size)
    title = ImageFont.truetype(r.choice(FONTS), int(size * 1.4))
    width = max([font.getlength(l) for l in lines] + [title.getlength(lines[0])]) + 4 * size
    height = int(size * 1.9 * (len(lines) + 2))
    paper, ink = ((28, 30, 36), (225, 228, 235)) if dark else ((r.randrange(240, 256),) * 3, (r.randrange(0, 60),) * 3)
    image = Image.new('RGB', (int(width), height), paper)
    pen = ImageDraw.Draw(image)
    y = size
    for i, line in enumerate(lines):
        pen.text((2 * size, y), line, font=title if i == 0 else font, fill=ink)
        y += int(size * (2.4 if i == 0 else 1.8))
    return image


def perspective(image, r, share):
    w, h = image.size
    d = lambda s: r.uniform(0, share) * s
    quad = [(d(w), d(h)), (w - d(w), d(h)), (w - d(w), h - d(h)), (d(w), h - d(h))]
    rows = []
    for (x, y), (u, v) in zip(quad, [(0, 0), (w, 0), (w, h), (0, h)]):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    b = np.array([0, 0, w, 0, w, h, 0, h], dtype=float)
    k = np.linalg.solve(np.array(rows), b)
    return image.transform(image.size, Image.PERSPECTIVE, tuple(k), Image.BICUBIC, fillcolor=(70, 66, 60))


def on_desk(image, r):
    w, h = image.size
    desk = Image.new('RGB', (int(w * 1.3), int(h * 1.3)), (70, 66, 60))
    desk.paste(image, (int(w * 0.15), int(h * 0.15)))
    return desk


def light(image, r, strength):
    a = np.asarray(image).astype(float)
    h, w = a.shape[:2]
    y, x = np.mgrid[0:h, 0:w]
    angle = r.uniform(0, 6.28)
    ramp = (np.cos(angle) * x / w + np.sin(angle) * y / h)
    ramp = (ramp - ramp.min()) / (ramp.max() - ramp.min())
    return Image.fromarray(np.clip(a * (1 - strength * ramp)[..., None], 0, 255).astype('uint8'))


def grain(image, rng, sigma):
    a = np.asarray(image).astype(float)
    return Image.fromarray(np.clip(a + rng.normal(0, sigma, a.shape), 0, 255).astype('uint8'))


def moire(image, r):
    a = np.asarray(image).astype(float)
    h, w = a.shape[:2]
    y, x = np.mgrid[0:h, 0:w]
    wave = np.sin(x * r.uniform(0.9, 1.6) + y * r.uniform(0.1, 0.4)) * 10 + np.sin(y * r.uniform(0.8, 1.4)) * 8
    return Image.fromarray(np.clip(a + wave[..., None], 0, 255).astype('uint8'))


def make(difficulty, r, rng):
    lines, ids = form(r)
    if difficulty == 'clean':
        image = draw(r, lines, r.randrange(22, 34))
    elif difficulty == 'dark screen':
        image = draw(r, lines, r.randrange(18, 28), dark=True)
    elif difficulty == 'small':
        image = draw(r, lines, r.randrange(10, 13))
    elif difficulty == 'rotated':
        image = draw(r, lines, r.randrange(22, 34)).rotate(r.choice([-1, 1]) * r.uniform(3, 9), Image.BICUBIC, expand=True, fillcolor=(250, 250, 250))
    elif difficulty == 'quarter turn':
        image = draw(r, lines, r.randrange(22, 34)).rotate(r.choice([90, 180, 270]), expand=True)
    elif difficulty == 'blurred':
        image = draw(r, lines, r.randrange(22, 30)).filter(ImageFilter.GaussianBlur(r.uniform(1.4, 2.4)))
    elif difficulty == 'photo of paper':
        image = perspective(on_desk(draw(r, lines, r.randrange(26, 34)), r), r, 0.06)
        image = grain(light(image.filter(ImageFilter.GaussianBlur(0.9)), r, 0.55), rng, 7)
    elif difficulty == 'photo of a screen':
        base = draw(r, lines, r.randrange(22, 30), dark=r.random() < 0.3)
        image = perspective(on_desk(base, r), r, 0.08).rotate(r.uniform(-4, 4), Image.BICUBIC, fillcolor=(40, 40, 40))
        image = grain(light(moire(image, r).filter(ImageFilter.GaussianBlur(1.1)), r, 0.4), rng, 9)
    else:  # resampled: small, then enlarged, and saved badly, as messengers do
        image = draw(r, lines, r.randrange(20, 28))
        w, h = image.size
        image = image.resize((w * 6 // 10, h * 6 // 10), Image.BILINEAR)
    return image, ids


DIFFICULTIES = ['clean', 'dark screen', 'small', 'rotated', 'quarter turn', 'blurred', 'resampled', 'photo of paper', 'photo of a screen']


def main():
    folder, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 12
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, 'truth.jsonl'), 'w') as truth:
        for difficulty in DIFFICULTIES:
            for i in range(count):
                r = random.Random(f'{difficulty} {i} {seed}')
                rng = np.random.default_rng(r.randrange(2 ** 32))
                image, ids = make(difficulty, r, rng)
                name = f"{difficulty.replace(' ', '_')}_{i}." + ('jpg' if difficulty in ('resampled', 'photo of paper', 'photo of a screen', 'blurred') else 'png')
                path = os.path.join(folder, name)
                image.save(path, **({'quality': 55 if difficulty == 'resampled' else 80} if name.endswith('jpg') else {}))
                truth.write(json.dumps({'id': name, 'path': path, 'difficulty': difficulty, 'identifiers': [{'kind': k, 'text': t} for k, t in ids]}, ensure_ascii=False) + '\n')


main()
