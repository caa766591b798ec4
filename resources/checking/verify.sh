#!/bin/sh
# Basic check of what was handed over, with tools every system has: sh, sha256sum (or shasum), grep, cut, sed, split,
# diff. It reads only, but for a folder of its own in TMPDIR that it removes. From the folder with "1 START HERE.pdf":
#
#     sh "3 For checking/verify.sh.txt"
#
# Where the files lie side by side, because they went through a form: sh 3-verify.sh.txt
# It ends with 2: intact and not anchored; 1: altered or incomplete; 3: could not check; 4: the files agree with the
# list that came along, and more is not shown.

LC_ALL=C
export LC_ALL
unset CDPATH
here=${0%/*}
[ "$here" = "$0" ] && here=.
if [ -n "$1" ]; then
    cd -- "$1" || exit 3
elif [ -f "$here/checksums-sha256.txt" ]; then
    cd -- "$here/.." || exit 3
elif [ -f "$here/3-checksums-sha256.txt" ]; then
    cd -- "$here" || exit 3
fi
if [ -f "3 For checking/checksums-sha256.txt" ]; then
    paper="1 START HERE.pdf" checking="3 For checking/" more="" stamps="3 For checking/anchors" stamp=""
elif [ -f 3-checksums-sha256.txt ]; then
    paper=1-START-HERE.pdf checking=3- more=.txt stamps=. stamp=3-anchors-
else
    echo "Could not check: there is no \"3 For checking/checksums-sha256.txt\" and no \"3-checksums-sha256.txt\" here."
    for renamed in *checksums-sha256.txt* */*checksums-sha256.txt*; do
        [ -e "$renamed" ] || continue
        echo "Files or folders here bear other names than they were handed over with. Give them back their names:"
        echo "\"1 START HERE.pdf\", \"2 Exhibits\" and \"3 For checking\", or where all lie side by side those that"
        echo "begin with 1-, 2- and 3-."
        break
    done
    exit 3
fi
list="${checking}checksums-sha256.txt" seals="${checking}SEAL$more"
log="${checking}log.jsonl$more" bodies="${checking}body.jsonl$more"

if command -v sha256sum >/dev/null 2>&1; then
    sum() { sha256sum "$@"; }
elif command -v shasum >/dev/null 2>&1; then
    sum() { shasum -a 256 "$@"; }
else
    echo "Could not check: neither sha256sum nor shasum was found."
    exit 3
fi

work=${TMPDIR:-/tmp}/check.$$
(umask 077 && mkdir "$work" 2>/dev/null) || {
    echo "Could not check: nothing can be written to ${TMPDIR:-/tmp}. Name another folder: TMPDIR=/somewhere sh ..."
    exit 3
}
trap 'rm -rf "$work"' EXIT
trap 'exit 3' HUP INT TERM
top=$PWD
faults=0
blame() {
    faults=$((faults + 1))
    echo "  $1"
}
hashes_of() { # one line a piece, in order; by the hundred, since a command takes only so many names
    mkdir "$work/$2" || exit 3
    if command -v split >/dev/null 2>&1; then
        split -l 1 -a 5 "$1" "$work/$2/" || exit 3
        hundred=aa
    else # small systems have none
        number=1000000
        while IFS= read -r line; do
            printf '%s\n' "$line" >"$work/$2/$number" || exit 3
            number=$((number + 1))
        done <"$1"
        hundred=00
    fi
    (cd "$work/$2" && for piece in ./*"$hundred"; do [ -f "$piece" ] && sum "${piece%"$hundred"}"*; done) |
        cut -c 1-64 >"$work/$2.sums"
}
names_below() { # of everything that is no folder, and of folders in which nothing is
    for each in "$1"* "$1".[!.]* "$1"..?*; do
        if [ -d "$each" ] && [ ! -L "$each" ]; then
            within=$(names_below "$each/")
            printf '%s\n' "${within:-$each/}"
        elif [ -e "$each" ] || [ -L "$each" ]; then
            printf '%s\n' "$each"
        fi
    done
}
show() { # a name can be long, and can hold what moves the cursor
    sed 's/[^ -~]/?/g; s/^/    /' "$1"
}
field() { # the text of a field with 64 hexadecimal digits, line by line
    sed 's/.*"'"$1"'":"\([0-9a-f]*\)".*/\1/' "$2"
}

echo "Basic check of $top"

# Files
cr=$(printf '\r')
for name in "$list" "$seals" "$log" "$bodies"; do
    [ -f "$name" ] && grep -q "$cr\$" "$name" && {
        blame "$name has line ends of Windows, which it was not made with"
        rewritten=yes
    }
done
[ "${rewritten:-}" ] && {
    echo "  Mail programs and copying as text rewrite line ends: ask for the files again, in one archive."
    echo "Basic check: altered or incomplete. This is not what was handed over, or not all of it."
    exit 1
}
[ ! -L "$list" ] || blame "the list of files is a link to somewhere else"
with_records=yes
[ -f "$log" ] || [ -f "$bodies" ] || with_records=
for name in "$paper" ${with_records:+"$seals" "$log" "$bodies"}; do
    grep -q "^[0-9a-f]\{64\}  $name\$" "$list" || blame "$name is not listed"
done
sed 's/^[0-9a-f]\{64\}  //' "$list" >"$work/names"
: >"$work/missing"
while IFS= read -r name; do
    case /$name/ in
    *//* | */../* | */./*) blame "the list of files names one outside of this folder" ;;
    *) { [ -f "./$name" ] && [ ! -L "./$name" ]; } || printf '%s\n' "$name" >>"$work/missing" ;;
    esac
done <"$work/names"
[ -z "$name" ] || blame "the list of files breaks off"
[ -s "$work/missing" ] && {
    blame "files that are listed and not here, or under another name:"
    show "$work/missing"
}
# Systems leave files of their own where a folder was looked at or copied to a stick.
names_below "" | grep -v -x -F "$list" | grep -v -e '^\.DS_Store$' -e '/\.DS_Store$' -e '^Thumbs\.db$' \
    -e '/Thumbs\.db$' -e '^desktop\.ini$' -e '/desktop\.ini$' -e '^\._[^/]*$' -e '/\._[^/]*$' >"$work/here"
grep -v '[^ -~]' "$work/here" | grep -v -x -F -f "$work/names" >"$work/more"
[ -s "$work/more" ] && {
    blame "files that are here and not listed:"
    show "$work/more"
}
# Some systems write a letter with a mark in another way than it is listed; then only their number can be compared.
foreign=$(grep -c '[^ -~]' "$work/here")
wanted=$(grep -c '[^ -~]' "$work/names")
[ "$foreign" = "$wanted" ] ||
    blame "$foreign files with foreign letters in their names are here, and $wanted are listed"
if [ "$faults" -eq 0 ]; then
    sum -c "$list" >"$work/files" 2>&1
    grep -v ': OK$' "$work/files" >"$work/wrong"
    [ -s "$work/wrong" ] && {
        blame "files that are not what was handed over:"
        show "$work/wrong"
    }
fi
[ "$with_records" ] || {
    [ "$faults" -eq 0 ] && {
        echo "Basic check: the files agree with the list that came along, which anyone can write. More is not shown."
        exit 4
    }
    echo "Basic check: altered or incomplete. This is not what was handed over, or not all of it."
    exit 1
}
for name in "$seals" "$log" "$bodies"; do
    [ -f "$name" ] || { echo "Basic check: altered or incomplete. $name is missing."; exit 1; }
done
grep -v -x -e "[0-9a-f]\{64\}  $seals" -e "[0-9a-f]\{64\}  $log" -e "[0-9a-f]\{64\}  $bodies" "$list" >"$work/listed"
sum <"$work/listed" | cut -c 1-64 >"$work/listing"
sed -n '$s/.*"listing":"\([0-9a-f]*\)".*"type":"export".*/\1/p' "$bodies" | diff - "$work/listing" >/dev/null ||
    blame "the list of files is not the one that was recorded"
after() { sed -n "\\|^$1\$|{n;p;q;}" "$work/names"; }
# The record says the order of all but these three.
case $(after "$seals") in "$checking"*) begins=$(sed -n "\\|^$checking|{p;q;}" "$work/names") ;; *) begins= ;; esac
[ "$begins" = "$seals" ] && [ "$(after "$bodies")" = "${checking}certification-sheet.pdf" ] &&
    [ "$(after "$log")" = "${checking}verify.py.txt" ] || blame "the list of files is in another order"
listed=$(grep -c '' "$list")
said=$(sed -n '$s/.*"files":\([0-9]*\).*"type":"export".*/\1/p' "$bodies")
[ "$listed" = "$said" ] || blame "$listed files are listed, and ${said:-no number of them} was recorded"

# Links and numbers
hashes_of "$log" links
{
    echo 0000000000000000000000000000000000000000000000000000000000000000
    sed '$d' "$work/links.sums"
} >"$work/wanted"
field prev "$log" >"$work/prevs"
diff "$work/wanted" "$work/prevs" >/dev/null || blame "the links between the records do not match"
sed 's/.*"seq":\([0-9]*\).*/\1/' "$log" >"$work/numbers"
grep -n '' "$log" | cut -d : -f 1 | diff - "$work/numbers" >/dev/null ||
    blame "the records are not numbered one after the other"

# Seals
for line in 1 2; do
    seal=$(sed -n "${line}s/^JOURNAL:1:[0-9A-Z]*:[0-9]*:\([0-9a-f]*\)\$/\1/p" "$seals")
    number=$(sed -n "${line}s/^JOURNAL:1:[0-9A-Z]*:\([0-9]*\):[0-9a-f]*\$/\1/p" "$seals")
    [ -n "$seal" ] && [ "$seal" = "$(sed -n "${number}p" "$work/links.sums")" ] ||
        blame "the seal in line $line of SEAL is not that of its record"
done
[ "$(sed -n '$p' "$work/links.sums")" = "$seal" ] || blame "the last seal is not that of the last record"

# Bodies
hashes_of "$bodies" bodies
field body "$log" >"$work/named"
grep -x -F -f "$work/bodies.sums" "$work/named" | diff - "$work/bodies.sums" >/dev/null ||
    blame "what $bodies says is not what was recorded, or not in that order"
told=$(sed -n '$s/.*"disclosed":\([0-9]*\).*"type":"export".*/\1/p' "$bodies")
there=$(grep -c '' "$bodies")
[ "$there" = "$told" ] || blame "$bodies has $there lines, and ${told:-no number of them} was recorded"

# Times from outside
moment_of() { # when a stamp says it was given, in seconds since 1970
    set -- $(openssl ts -reply -in "$1" -text 2>/dev/null | sed -n \
        's/^Time stamp: \([A-Z][a-z]*\)  *\([0-9]*\) \([0-9]*\):\([0-9]*\):\([0-9]*\)[.0-9]* \([0-9]*\) GMT$/\1 \2 \3 \4 \5 \6/p')
    [ $# -eq 6 ] || return 1
    case $1 in
        Jan) before=0 ;; Feb) before=31 ;; Mar) before=59 ;; Apr) before=90 ;; May) before=120 ;; Jun) before=151 ;;
        Jul) before=181 ;; Aug) before=212 ;; Sep) before=243 ;; Oct) before=273 ;; Nov) before=304 ;; Dec) before=334 ;;
        *) return 1 ;;
    esac
    year=$6 # February's 29th counts from March on
    [ "$before" -lt 59 ] && year=$(($6 - 1))
    days=$((($6 - 1970) * 365 + year / 4 - year / 100 + year / 400 - 477 + before + ${2#0} - 1))
    echo $(((days * 24 + ${3#0}) * 60 * 60 + ${4#0} * 60 + ${5#0}))
}
if command -v openssl >/dev/null 2>&1; then
    case $(openssl version) in
        LibreSSL*) then="" ;; # which knows today alone
        *) then=-attime ;;
    esac
    for point in "$stamps/${stamp}"checkpoint-*.json"$more"; do
        [ -f "$point" ] || continue
        number=${point##*checkpoint-}
        number=${number%.json"$more"}
        case $number in "" | *[!0-9]*) blame "a checkpoint bears no number" && continue ;; esac
        [ "$(sed 's/.*"head":"\([0-9a-f]*\)".*/\1/' "$point")" = "$(sed -n "${number}p" "$work/links.sums")" ] ||
            blame "the checkpoint of record $number is of another chain"
        answer="${stamp}answer-$number.tsr"
        set -- -data "${stamp}checkpoint-$number.json$more" -in "$answer" -CAfile "${stamp}root-$number.pem"
        [ -s "$stamps/${stamp}chain-$number.pem" ] && set -- "$@" -untrusted "${stamp}chain-$number.pem"
        # Keys end; what counts is that they were valid when they signed.
        [ "$then" = "" ] || set -- "$@" "$then" "$(moment_of "$stamps/$answer")"
        # From inside, because openssl takes a blank in the last of these names for the beginning of another.
        if (cd "$stamps" && openssl ts -verify "$@") >/dev/null 2>&1; then
            echo "Time stamp on record $number, by a root certificate that came along (who trusts it is not checked):"
            openssl ts -reply -in "$stamps/$answer" -text 2>/dev/null | sed -n 's/^Time stamp: /  /p' | sed 's/[^ -~]/?/g'
        elif [ "$then" = "" ]; then
            echo "The time stamp on record $number does not hold today, and this openssl cannot tell of the day it was given."
        else
            blame "the time stamp on record $number does not hold"
        fi
    done
fi

left="${checking}left-out-sha256.txt"
[ -f "$left" ] && echo "$(grep -c '' "$left") files were left out when this was handed over; $left names them."
echo "Not checked: the form of the records, their order in time, what they refer to, the paper's text, who vouches for a time. verify.py.txt checks these."
echo "Seal of the paper: $(sed -n '1s/.*:\([0-9a-f]*\)$/\1/p' "$seals")"
echo "Last seal, which stands for all of this: $(sed -n '2s/.*:\([0-9a-f]*\)$/\1/p' "$seals")"
if [ "$faults" -gt 0 ]; then
    echo "Basic check: altered or incomplete. This is not what was handed over, or not all of it."
    exit 1
fi
echo "Basic check: intact, and not anchored. Nothing was changed, unless all of it was made anew:"
echo "compare the last seal with one that somebody else wrote down."
exit 2
