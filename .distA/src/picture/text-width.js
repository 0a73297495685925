/**
 * Advance widths of the characters U+0020 to U+007E in 1/2048 em, read from the `hmtx` tables of
 * Inter_400Regular.ttf, Inter_600SemiBold.ttf and Inter_700Bold.ttf in @expo-google-fonts/inter
 * 0.4.2. Kerning, which mostly brings letters closer, is left out.
 */
const ADVANCES = {
    400: read('576 589 954 1297 1314 2011 1319 614 747 747 1026 1355 590 942 590 738 1292 833 1249 1265 ' +
        '1323 1215 1270 1159 1267 1270 590 618 1355 1355 1355 1047 1978 1413 1340 1496 1478 1231 ' +
        '1209 1528 1522 550 1169 1376 1158 1850 1543 1566 1308 1566 1318 1314 1322 1524 1413 2018 ' +
        '1397 1390 1288 747 738 747 965 934 661 1150 1254 1170 1254 1194 758 1256 1211 496 496 1124 ' +
        '496 1794 1210 1228 1254 1254 771 1081 670 1211 1151 1676 1118 1151 1131 873 681 873 1355'),
    600: read('516 658 1071 1318 1332 2057 1357 667 764 764 1105 1378 653 953 653 776 1351 866 1276 1303 ' +
        '1364 1254 1310 1180 1311 1310 653 674 1378 1378 1378 1113 2046 1490 1350 1509 1479 1240 ' +
        '1204 1534 1527 567 1187 1440 1158 1889 1555 1574 1321 1583 1336 1332 1352 1507 1490 2089 ' +
        '1474 1461 1336 764 776 764 986 961 719 1176 1278 1193 1278 1211 796 1281 1254 536 536 1166 ' +
        '536 1844 1253 1247 1278 1278 813 1125 723 1254 1202 1719 1165 1205 1159 931 735 931 1378'),
    700: read('485 692 1130 1329 1341 2080 1376 694 772 772 1145 1390 684 958 684 795 1381 883 1290 1322 ' +
        '1385 1274 1330 1191 1333 1330 684 702 1390 1390 1390 1146 2081 1529 1355 1515 1479 1244 ' +
        '1202 1537 1530 575 1197 1473 1158 1908 1561 1578 1327 1591 1345 1341 1367 1499 1529 2125 ' +
        '1512 1497 1360 772 795 772 997 975 748 1189 1291 1205 1291 1220 815 1294 1275 555 555 1188 ' +
        '555 1869 1275 1256 1291 1291 834 1147 750 1275 1228 1741 1188 1233 1173 960 761 960 1390'),
};
function read(numbers) {
    return numbers.split(' ').map(Number);
}
/** Characters outside ASCII that the pictures themselves use, as wide as their widest weight. */
const OTHERS = { '’': 636, '“': 1106, '”': 1089, '–': 1024, '·': 684 };
/** The width in px of a line of text in Inter: never less than what is drawn, for Latin text. */
export function textWidth(text, size, weight) {
    let width = 0;
    for (const character of text.normalize('NFD')) {
        const advance = ADVANCES[weight][(character.codePointAt(0) ?? 0) - 32] ??
            OTHERS[character] ??
            foreign(character);
        width += (advance / 2048) * size;
    }
    return width;
}
/** An upper bound for what other fonts draw: a full em, more for pictographs, nothing for marks. */
function foreign(character) {
    if (/^[\p{M}\p{Cf}]$/u.test(character))
        return 0;
    return character.length > 1 ? 2867 : 2150;
}
//# sourceMappingURL=text-width.js.map