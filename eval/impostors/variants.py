# All variants that dnstwist (Debian's) makes of the first domain of each brand: family, brand, own domain, variant; tab separated.
#   python3 variants.py brands.json
import json
import sys

import dnstwist

FOLDER = "/usr/share/dnstwist/dictionaries/"


def words(name):
    with open(FOLDER + name, encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip() and not line.startswith("//")]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        brands = json.load(file)
    dictionary = words("french.dict") + words("english.dict")
    endings = words("common_tlds.dict") + words("abused_tlds.dict")
    for brand in brands:
        own = brand["domains"][0]
        fuzzer = dnstwist.Fuzzer(own, dictionary, list(endings))
        fuzzer.generate()
        for made in fuzzer.domains:
            if made["fuzzer"] != "*original":
                print(made["fuzzer"], brand["name"], own, made["domain"], sep="\t")


main()
