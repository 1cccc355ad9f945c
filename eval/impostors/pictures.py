# Makes what eval/impostors/pictures.mjs measures: pictures of ours, altered copies as impostors make them, foreign pictures.
#   python3 pictures.py IMAGES-FOLDER OUT
# OUT/ours/*.png, OUT/attacks/<attack>/<name>.jpg, OUT/foreign/*.jpg. Photos come from IMAGES-FOLDER, every second one is ours; logos are
# drawn here, with a fixed seed. Needs Pillow.
import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

source, out = Path(sys.argv[1]), Path(sys.argv[2])
side = 400


def square(image):
    image = ImageOps.exif_transpose(image).convert("RGB")
    return ImageOps.fit(image, (side, side))


def photos():
    one_of_each = sorted(source.glob("pdq/reg-test-input/labelme-subset/*.jpg")) + [source / "pdq/bridge-mods/aaa-orig.jpg"]
    for path in one_of_each + sorted(source.glob("exif/*.jpg")):
        try:
            yield path.stem.replace("exif_samples__jpg__", "")[:40], square(Image.open(path))
        except OSError:
            pass


def logo(random_):
    image = Image.new("RGB", (side, side), random_.choice(["white", "#f4f4f4", "#102040", "#b00020", "#004d40", "#fff3e0"]))
    draw = ImageDraw.Draw(image)
    colour = lambda: tuple(random_.randrange(256) for _ in range(3))
    for _ in range(random_.randrange(3, 8)):
        x, y = random_.randrange(side), random_.randrange(side)
        w, h = random_.randrange(40, 220), random_.randrange(40, 220)
        box = (x - w // 2, y - h // 2, x + w // 2, y + h // 2)
        kind = random_.randrange(4)
        if kind == 0:
            draw.ellipse(box, fill=colour())
        elif kind == 1:
            draw.rectangle(box, fill=colour())
        elif kind == 2:
            draw.polygon([(random_.randrange(side), random_.randrange(side)) for _ in range(3)], fill=colour())
        else:
            draw.arc(box, random_.randrange(360), random_.randrange(360), fill=colour(), width=random_.randrange(8, 30))
    font = ImageFont.truetype("DejaVuSans-Bold.ttf", random_.randrange(60, 190))
    word = "".join(random_.choice("ABCDEFGHIJKLMNOPRSTUVZ") for _ in range(random_.randrange(1, 5)))
    draw.text((random_.randrange(20, 160), random_.randrange(20, 200)), word, font=font, fill=colour())
    return image


def zoomed(image, box):
    return image.crop(box).resize((side, side), Image.BICUBIC)


def centre(share):
    cut = round(side * share / 2)
    return lambda image: zoomed(image, (cut, cut, side - cut, side - cut))


def corner(share):
    cut = round(side * share)
    return lambda image: zoomed(image, (cut, 0, side, side - cut))


def framed(share, colour):
    def act(image):
        inner = round(side * (1 - share))
        result = Image.new("RGB", (side, side), colour)
        result.paste(image.resize((inner, inner), Image.BICUBIC), ((side - inner) // 2, (side - inner) // 2))
        return result
    return act


def askew(degrees):
    def act(image):
        turned = image.rotate(degrees, Image.BICUBIC)
        import math
        angle = math.radians(abs(degrees))
        cut = round(side * (1 - 1 / (math.cos(angle) + math.sin(angle))) / 2)
        return zoomed(turned, (cut, cut, side - cut, side - cut))
    return act


def circle(image):
    mask = Image.new("L", (side, side), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), fill=255)
    return Image.composite(image, Image.new("RGB", (side, side), "white"), mask)


def badge(image):
    image = image.copy()
    draw = ImageDraw.Draw(image)
    draw.ellipse((290, 290, 390, 390), fill="#1d9bf0", outline="white", width=8)
    draw.line((315, 342, 334, 362, 366, 318), fill="white", width=12)
    return image


def banner(image):
    image = image.copy()
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 335, side, side), fill="#b00020")
    draw.text((40, 342), "SUPPORT 24/7", font=ImageFont.truetype("DejaVuSans-Bold.ttf", 40), fill="white")
    return image


def hue(image):
    h, s, v = image.convert("HSV").split()
    return Image.merge("HSV", (h.point(lambda x: (x + 90) % 256), s, v)).convert("RGB")


def noise(image):
    return Image.blend(image, Image.effect_noise((side, side), 80).convert("RGB"), 0.15)


def compressed(image):
    return image.resize((120, 120), Image.BICUBIC)


attacks = {
    "as it is": lambda i: i, "small": compressed, "hue": hue, "grey": lambda i: ImageOps.grayscale(i).convert("RGB"), "negative": ImageOps.invert,
    "brighter": lambda i: ImageEnhance.Brightness(i).enhance(1.4), "contrast": lambda i: ImageEnhance.Contrast(i).enhance(1.6),
    "blur": lambda i: i.filter(ImageFilter.GaussianBlur(4)), "noise": noise, "mirror": ImageOps.mirror, "upside down": ImageOps.flip,
    "quarter turn": lambda i: i.rotate(90), "half turn": lambda i: i.rotate(180), "askew 5": askew(5), "askew 10": askew(-10), "askew 15": askew(15),
    "cut 5 %": centre(.05), "cut 10 %": centre(.1), "cut 20 %": centre(.2), "cut 30 %": centre(.3), "corner 5 %": corner(.05), "corner 10 %": corner(.1),
    "corner 20 %": corner(.2), "white frame 10 %": framed(.1, "white"), "red frame 15 %": framed(.15, "#b00020"), "black frame 25 %": framed(.25, "black"),
    "circle": circle, "badge": badge, "banner": banner, "mirror + cut 10 %": lambda i: ImageOps.mirror(centre(.1)(i)),
    "badge + hue": lambda i: hue(badge(i)), "circle + badge": lambda i: badge(circle(i)),
}
random_ = random.Random(2024)
pictures = list(photos()) + [(f"logo-{n:03}", logo(random_)) for n in range(160)]
for folder in ["ours", "foreign", *(f"attacks/{name}" for name in attacks)]:
    (out / folder).mkdir(parents=True, exist_ok=True)
for n, (name, image) in enumerate(pictures):
    if n % 2:
        image.save(out / "foreign" / f"{name}.jpg", quality=85)
        continue
    image.save(out / "ours" / f"{name}.png")
    for attack, act in attacks.items():
        act(image).save(out / "attacks" / attack / f"{name}.jpg", quality=40 if attack == "small" else 80)
