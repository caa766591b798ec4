"""Sentences in many scripts, as people write them: to be printed, looked at, and read out again."""

SCRIPTS = {
    "Latin": "Çà et là, Tiếng Việt, ğüşöçı – “quoted” … 50 €",
    "Greek and Cyrillic": "Ελληνικά και Русский, Українська",
    "Arabic": "أعرف أين تسكنين وسوف آتي إليك اليوم",
    "Arabic with numbers": "كتب في الساعة 21:14 على Instagram ثم اتصل 6 مرات",
    "Persian": "می‌دانم کجا زندگی می‌کنی، ساعت ۱۷:۳۰",
    "Urdu": "میں جانتا ہوں تم کہاں رہتی ہو",
    "Hebrew": "אני יודע איפה את גרה (רחוב הרצל 12) ABC",
    "Hebrew with points": "שָׁלוֹם עוֹלָם",
    "Devanagari": "मैं जानता हूँ कि तुम कहाँ रहती हो। क्षत्रिय",
    "Bengali": "আমি জানি তুমি কোথায় থাকো",
    "Gurmukhi": "ਮੈਨੂੰ ਪਤਾ ਹੈ ਤੂੰ ਕਿੱਥੇ ਰਹਿੰਦੀ ਹੈਂ",
    "Gujarati": "મને ખબર છે તું ક્યાં રહે છે",
    "Oriya": "ମୁଁ ଜାଣେ ତୁମେ କେଉଁଠି ରୁହ",
    "Tamil": "நீ எங்கே இருக்கிறாய் என்று எனக்கு தெரியும்",
    "Telugu": "నువ్వు ఎక్కడ ఉంటావో నాకు తెలుసు",
    "Kannada": "ನೀನು ಎಲ್ಲಿ ಇರುವೆ ಎಂದು ನನಗೆ ಗೊತ್ತು",
    "Malayalam": "നീ എവിടെയാണ് താമസിക്കുന്നതെന്ന് എനിക്കറിയാം",
    "Sinhala": "ඔයා ඉන්න තැන මම දන්නවා ශ්‍රී",
    "Thai": "ฉันรู้ว่าคุณอยู่ที่ไหนและจะไปหาคุณวันนี้ตอนเย็น",
    "Lao": "ຂ້ອຍຮູ້ວ່າເຈົ້າຢູ່ໃສ",
    "Burmese": "မင်းဘယ်မှာနေလဲဆိုတာ ကျွန်တော်သိတယ်",
    "Khmer": "ខ្ញុំដឹងថាអ្នករស់នៅទីណា",
    "Tibetan": "ཁྱེད་རང་གང་དུ་བཞུགས་པ་ང་ས་ཤེས་",
    "Amharic": "የት እንደምትኖሪ አውቃለሁ",
    "Georgian and Armenian": "ვიცი სად ცხოვრობ, Գիտեմ որտեղ ես ապրում",
    "Korean": "나는 네가 어디 사는지 알아. 오늘 갈게",
    "Japanese": "あなたの家を知っています。骨、刃、直、写真",
    "Simplified Chinese": "我知道你住在哪里，骨、刃、直，这个问题",
    "Traditional Chinese": "我知道你住在哪裡，骨、刃、直，這個問題",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ",
    "Emoji": "❤️ 👩‍💻 🔪 🏳️‍🌈 👍🏽 🇫🇷 1️⃣ ☠️ 😂 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "Mathematical letters": "𝓘 𝔀𝓲𝓵𝓵 𝕗𝕚𝕟𝕕 𝘺𝘰𝘶 ⓨⓞⓤ 🅈🄾🅄",
    "Marks": "e\u0301 a\u0308 ọ\u0302 n\u0303",
}

ZALGO = "".join(
    f"{letter}{''.join(chr(0x300 + (at * 7 + n * 13) % 0x6F) for n in range(14))}"
    for at, letter in enumerate("I see you")
)
